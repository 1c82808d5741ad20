/** La demo en español: unas líneas de una noche cualquiera. El espectáculo de verdad tira de packs con cientos por juego. */

export const LINES = {
  crowd: [
    ['Mota_ar', 'mod'], ['lentejuela_99', 'regular'], ['torta_frita'], ['elprimodegus', 'regular'], ['sargento_mate'],
    ['ximebsas', 'vip'], ['kiltro_feliz'], ['nubecita.mx', 'new'], ['tres.pelos'], ['donCapibara', 'regular'], ['hugocl_'],
    ['pan.de.muerto'], ['croqueta_fria'], ['pxnchito'], ['siesta_larga'], ['vero_new', 'new'], ['cabra_montes'], ['MangoConSal'],
  ],
  games: {
    blocks: [
      ['pon una antorcha que me da ansiedad'], ['esa oveja te está juzgando'], ['grava en el techo, ojo'], ['oigo lava a la izquierda'],
      ['¿es hardcore?', 'sí, día 61', 'y sin cama, con dos narices'], ['primero la cama y luego el héroe'], ['dejaste la puerta abierta'],
      ['tres diamantes y pasaste de largo KEKW'], ['lag o creeper, hagan sus apuestas'], ['la mano del escudo va vacía eh'],
      ['eso se pica con toque de seda?', 'no, se rompe igual'], ['yo viviría en esa casa'], ['está bajando el sol, aviso'],
      ['ponle nombre al lobo', 'Gerardo', 'pues Gerardo'], ['pica recto hacia abajo, qué puede pasar'], ['bonito techo'],
      ['la azada tiene mejores encantamientos que la espada jajaja'], ['y ese puente quién lo hizo', 'tú. ayer'], ['EL ALDEANO NO'],
      ['una cueva más dijo'], ['alguien apuntó las coordenadas'], ['vuelve que había un cofre'],
    ],
    west: [
      ['ese caballo merece un aumento'], ['el sombrero. se te cayó el sombrero'], ['esto es el cap 3?', 'sigue en el 2, sin spoilers porfa'],
      ['piel de tres estrellas y le da con escopeta'], ['buscado en dos estados antes de comer'], ['qué cielo madre mía'],
      ['primero el lazo y luego preguntas'], ['una manita de póker dijo hace una hora KEKW'], ['saluda. saluda a TODOS'],
      ['el tren. EL TREN'], ['en el campamento no quedan medicinas'], ['dale de comer al caballo', 'y come tú también que vas en rojo'],
      ['el blanco del norte todavía se puede?', 'sí, junto al lago helado', 'llévale galletas'], ['me quedaría oyendo esa lluvia'],
      ['sacó el pez legendario y lo VENDIÓ'], ['en la bifurcación a la izquierda'], ['ese era el tío de alguien'], ['el honor en caída libre'],
      ['quién es el del cerro'], ['despacito y buena letra'], ['quietos, ciervo a las dos'], ['ese outfit es delito xd'],
    ],
    haunted: [
      ['se fue la luz. chao'], ['qué llevamos', 'emf 5 y temperaturas bajo cero', 'pues tacha media lista'], ['esa puerta se movió'],
      ['el crucifijo sigue en la furgo KEKW'], ['cordura 31, precioso'], ['NO digas su nombre'], ['al armario. AL ARMARIO'],
      ['echa sal en la escalera'], ['por qué caminas HACIA ahí'], ['en la cámara 2 había un orbe lo juro', 'era polvo', 'polvo no era'],
      ['que alguien respire por mí'], ['me quito los cascos, avísenme'], ['el peluche estaba en la otra cama'], ['quién ha tarareado'],
      ['será un demonio?', 'muy educado para ser demonio'], ['si parpadea la linterna hay que correr'], ['sabe que estás grabando monkaS'],
      ['pregúntale la edad'], ['veo esto con la luz prendida y tengo 34 años'], ['pasos arriba. tú estás arriba'],
      ['haz la foto y VÁMONOS'], ['hay un hueso debajo del lavabo'],
    ],
  },
  moments: {
    laugh: [
      'JAJAJAJA', 'KEKW', 'jajaja no', 'xd', 'clip clip clip', 'LUL', 'me muero', 'escupí el mate', 'otra vez otra vez', 'KEKW KEKW KEKW',
      'jajajaj para', 'qué arte', 'lloro', 'JAJAJ el timing',
    ],
    hype: [
      'VAMOOOS', 'PogChamp', 'VAMOS', 'qué grande', 'a la primera eh', 'nunca dudé', 'POGGERS', 'W', 'limpísimo', 'ahora sí desperté',
      'leyenda', 'ESOOO', 'gg', 'siiii',
    ],
    fear: [
      'NOPE', 'monkaS', 'corre', 'CORREEE', 'detrás', 'aaaah', 'mi corazón', 'monkaW monkaW', 'yo no necesitaba esto', 'no mires atrás',
      'volaron los cascos', 'no no no no', 'me voy', 'quién puso eso ahí',
    ],
    omg: [
      'QUÉ', ':O', 'cómo', 'espera qué', 'no puede ser', 'lo vieron??', 'OMG', ':O :O :O', 'QUEEEE', 'explica',
      'miré a otro lado UN segundo', 'perdona?', 'eh???', 'enmárcalo',
    ],
  },
};

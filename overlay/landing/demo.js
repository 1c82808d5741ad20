/** A chat that runs in the page itself: it touches nobody's channel. */

const SHOWN = 7;
const PAUSE_MS = [900, 3_400];
const COLORS = ['#fcaa2b', '#47c7f8', '#ff74b0', '#7bd957', '#b296ff', '#64f3d7', '#ff825b'];
const LINES = {
  es: [
    ['torta_frita', 'alguien sabe si el oso blanco sigue ahí'], ['elprimodegus', 'JAJAJAJA se cayó otra vez'],
    ['lentejuela_99', 'dale agua al caballo por favor'], ['kiltro_feliz', 'ese venado era perfecto'],
    ['nubecita.mx', 'apenas voy en el cap 2, sin spoilers porfa'], ['sargento_mate', 'cuidado a la izquierda'],
    ['ximebsas', 'siempre en la misma piedra'], ['tres.pelos', 'noooo el sombrero'], ['hugocl_', 'vuelve a la tienda, lo guardan'],
  ],
  en: [
    ['quietgoblin', 'that bridge was not there last night'], ['old_kettle', 'HAHAHA not again'],
    ['mossgate', 'you left the door open btw'], ['BeansOnToast', 'we are so cooked lol'],
    ['latebus42', 'first time here, is this hardcore?'], ['gravelpit', 'left. LEFT'],
    ['tin_whistle', 'put the bed in the boat and just leave'], ['wet_sock', 'nooo that one had fortune 3 on it'], ['sundayroast', 'every single time with the gravel'],
  ],
};

const list = document.getElementById('demo');
const lines = LINES[document.documentElement.lang] ?? LINES.en;
let next = 0;

function say() {
  const [name, text] = lines[next % lines.length];
  const item = document.createElement('li');
  const who = document.createElement('b');
  who.textContent = `${name}: `;
  who.style.color = COLORS[next % COLORS.length];
  item.append(who, text);
  list.append(item);
  if (list.childElementCount > SHOWN) list.firstElementChild.remove();
  next += 1;
  setTimeout(say, PAUSE_MS[0] + Math.random() * (PAUSE_MS[1] - PAUSE_MS[0]));
}

say();

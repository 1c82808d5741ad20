/** Look: the options as attributes for the style sheets, and as --sf-* variables where a value was chosen. */

import { Theme } from './theme.js';

const FONTS = {
  atkinson: '"Atkinson Hyperlegible Next","Segoe UI",system-ui,sans-serif',
  inter: '"Inter","Helvetica Neue",Arial,sans-serif',
  roboto: '"Roboto",Arial,sans-serif',
  nunito: '"Nunito","Segoe UI",sans-serif',
  jersey: '"Jersey 15","Courier New",monospace',
};
/** Where an option is null the theme decides, and no variable is set. */
const VARIABLES = {
  size: ['--sf-font-size', 'px'],
  outline: ['--sf-outline-width', 'px'],
  lineHeight: ['--sf-line-height', ''],
  gap: ['--sf-gap', 'px'],
  width: ['--sf-width', 'px'],
  plate: ['--sf-plate-opacity', ''],
  emoteSize: ['--sf-emote-size', 'em'],
  nameColor: ['--sf-one-color', ''],
};

export class ChatLook {
  #chat;
  #theme;
  /** A sheet with a layer, not inline styles: the CSS that a streamer types in OBS still goes over it. */
  #sheet = null;

  /** @param {HTMLElement} chat the `main` */
  constructor(chat) {
    this.#chat = chat;
    this.#theme = new Theme(chat);
    if (!('adoptedStyleSheets' in document)) return; // Safari before 16.4
    this.#sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  /** @param {object} options a look, whole: as `settings` carries it */
  show(options) {
    this.#theme.show(options.theme);
    const rules = Object.entries(VARIABLES)
      .filter(([name]) => options[name] !== null && options[name] !== undefined)
      .map(([name, [variable, unit]]) => `${variable}:${options[name]}${unit}`);
    if (FONTS[options.font]) rules.push(`--sf-font-family:${FONTS[options.font]}`);
    if (this.#sheet) this.#sheet.replaceSync(`@layer options{.sf-chat{${rules.join(';')}}}`);
    else this.#chat.style.cssText = rules.join(';');
    const { dataset } = this.#chat;
    dataset.direction = options.direction;
    dataset.align = options.align;
    dataset.newest = newestAt(options);
    dataset.tag = !options.tag ? 'off' : options.tagPosition === 'auto' ? edge(options) : options.tagPosition;
    dataset.badges = options.badges ? 'on' : 'off';
    this.#mark('times', options.times);
    this.#mark('outline', options.outline > 0);
    this.#mark('plate', options.plate > 0);
    this.#mark('width', options.width);
    this.#mark('animation', options.animation !== 'theme' && options.animation);
  }

  #mark(name, value) {
    if (value) this.#chat.dataset[name] = value === true ? '' : value;
    else delete this.#chat.dataset[name];
  }
}

const edge = ({ direction }) => (direction === 'up' ? 'bottom' : 'top');

function newestAt(options) {
  if (options.order === 'newest-first') return 'top';
  if (options.order === 'newest-last') return 'bottom';
  return edge(options);
}

/** The look that a page shows: the one that its URL names, else what the channel wears; the URL's options on top. */
export function lookOf(settings, fixed) {
  const wanted = fixed.look?.toLowerCase();
  const named = Object.keys(settings.looks ?? {}).find((name) => name.toLowerCase() === wanted);
  return { ...settings, ...(named === undefined ? {} : settings.looks[named]), ...fixed };
}

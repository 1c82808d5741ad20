/** The look's options, as the panel offers them. A slider at rest leaves the decision to the theme (null). No DOM. */

const pick = (name, ...values) => ({ name, kind: 'pick', values });
const flip = (name) => ({ name, kind: 'switch' });
const number = (name, min, max) => ({ name, kind: 'number', min, max });
/** `rest` is where the slider stands while the theme decides. */
const slider = (name, min, max, step, rest, unit) => ({ name, kind: 'slider', min, max, step, rest, unit });

/** @type {Record<string, {name: string, kind: string}[]>} by group, in the order of the page */
export const GROUPS = {
  text: [
    pick('font', 'theme', 'atkinson', 'inter', 'roboto', 'nunito', 'jersey'),
    slider('size', 10, 72, 1, 20, 'px'),
    slider('outline', 0, 8, 0.5, 2, 'px'),
    slider('lineHeight', 0.9, 2.5, 0.05, 1.35, '×'),
    slider('emoteSize', 0.8, 5, 0.1, 1.5, '×'),
    { name: 'nameColor', kind: 'color' },
  ],
  place: [
    pick('align', 'left', 'right'),
    pick('direction', 'up', 'down'),
    pick('order', 'auto', 'newest-last', 'newest-first'),
    slider('width', 120, 1920, 10, 400, 'px'),
    slider('gap', 0, 60, 1, 7, 'px'),
    slider('plate', 0, 1, 0.05, 0, '%'),
  ],
  time: [
    pick('animation', 'theme', 'rise', 'slide', 'pop', 'fade', 'none'),
    number('fade', 0, 600),
    pick('leave', 'close', 'fade', 'cut'),
    number('max', 1, 200),
  ],
  shown: [flip('badges'), flip('times'), flip('tag'), flip('viewers'), pick('tagPosition', 'auto', 'bottom', 'top')],
};

/** What a look consists of, the theme included. */
export const NAMES = ['theme', ...Object.values(GROUPS).flatMap((group) => group.map(({ name }) => name))];

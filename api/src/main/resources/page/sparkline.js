// Successes and errors of the last 48 hours, small.
import { h, svg } from './dom.js';
import { plural } from './format.js';

const WIDTH = 120;
const HEIGHT = 28;

export function sparkline({ successes, errors }) {
  const most = Math.max(1, ...successes.map((count, at) => count + errors[at]));
  const step = WIDTH / successes.length;
  const bars = successes.flatMap((count, at) => {
    const good = (count / most) * HEIGHT;
    const bad = (errors[at] / most) * HEIGHT;
    return [bar('spark-good', at * step, HEIGHT - good, step, good), bar('spark-bad', at * step, HEIGHT - good - bad, step, bad)];
  });
  const total = (counts) => counts.reduce((sum, count) => sum + count, 0);
  const text = `${plural(total(successes), 'success', 'successes')}, ${plural(total(errors), 'error')} in 48 hours`;
  return h(
    'span',
    { class: 'spark', title: text },
    svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, svg('rect', { class: 'spark-base', x: 0, y: HEIGHT - 1, width: WIDTH, height: 1 }), ...bars.filter(Boolean)),
    h('span', { class: 'visually-hidden' }, text),
  );
}

function bar(name, x, y, step, height) {
  return height > 0 ? svg('rect', { class: name, x: x + 0.25, y, width: step - 0.5, height }) : null;
}

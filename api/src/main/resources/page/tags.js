// How often each tag was given to a message. The most frequent are drawn, all are in the table.
import { plural, whole } from './format.js';
import { chartPanel } from './panel.js';

const DRAWN = 10;

export function tagAnalytics() {
  const panel = chartPanel({ id: 'tag-analytics', title: 'Tags', hint: 'Tagged messages', size: 'third', nothing: 'No message was tagged in this period' });
  return { ...panel, show: ({ tag_analytics: answer }) => {
    const tags = Object.entries(answer.tag_categories)
      .flatMap(([category, counts]) => Object.entries(counts).map(([name, count]) => ({ category, name, count })))
      .sort((one, other) => other.count - one.count);
    const drawn = tags.slice(0, DRAWN);
    panel.show(
      {
        kind: 'bar',
        horizontal: true,
        labels: drawn.map((it) => short(it.name)),
        series: [{ name: 'Messages', values: drawn.map((it) => it.count), colour: 'series-2' }],
        format: whole,
        whole: true,
        summary: `${plural(tags.length, 'tag')}, ${plural(answer.total_tagged_messages, 'tagging')}`,
      },
      ['Tag', 'Category', 'Messages'],
      tags.map((it) => [it.name, it.category, whole(it.count)]),
    );
  } };
}

const short = (name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

// Active sessions by channel.
import { platformName, whole } from './format.js';
import { chartPanel } from './panel.js';

export function channelBreakdown() {
  const panel = chartPanel({ id: 'channel-breakdown', title: 'Channels', hint: 'Active sessions', size: 'third', nothing: 'No sessions in this period' });
  return { ...panel, show: ({ channel_breakdown: answer }) => {
    const used = answer.totals.sessions > 0 ? answer.platforms : [];
    const platforms = [...used].sort((one, other) => other.sessions - one.sessions);
    panel.show(
      {
        kind: 'bar',
        horizontal: true,
        labels: platforms.map((it) => platformName(it.platform)),
        series: [{ name: 'Sessions', values: platforms.map((it) => it.sessions), colour: 'series-3' }],
        format: whole,
        whole: true,
        summary: `${whole(answer.totals.sessions)} sessions`,
      },
      ['Channel', 'Sessions'],
      platforms.map((it) => [platformName(it.platform), whole(it.sessions)]),
    );
  } };
}

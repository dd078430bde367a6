// Chart.js in the page's own colours. A chart stays the same object while its figures change, so that it moves.

const charts = new Set();
const still = matchMedia('(prefers-reduced-motion: reduce)');

addEventListener('pulse:theme', () => charts.forEach((chart) => chart.recolour()));

/**
 * @param description { kind: line | bar, stacked, horizontal, labels, series: [{ name, values, colour }], format, summary }
 */
export function drawChart(canvas, description) {
  let shown = description;
  const chart = new window.Chart(canvas, { type: description.kind, data: data(description), options: options(description) });
  const self = {
    update(next) {
      const recolour = next.series.length !== shown.series.length;
      shown = next;
      chart.data.labels = next.labels;
      next.series.forEach((series, at) => {
        if (recolour || !chart.data.datasets[at]) {
          chart.data.datasets[at] = dataset(series, next);
        }
        chart.data.datasets[at].data = series.values;
        chart.data.datasets[at].label = series.name;
        chart.data.datasets[at].pointRadius = radius(next);
      });
      chart.data.datasets.length = next.series.length;
      chart.update(still.matches ? 'none' : undefined);
      return self;
    },
    recolour() {
      chart.data = data(shown);
      chart.options = options(shown);
      chart.update('none');
    },
    destroy() {
      charts.delete(self);
      chart.destroy();
    },
  };
  charts.add(self);
  return self;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function data(description) {
  return { labels: description.labels, datasets: description.series.map((series) => dataset(series, description)) };
}

function dataset(series, description) {
  const main = colour(series.colour);
  const line = description.kind === 'line';
  return {
    label: series.name,
    data: series.values,
    borderColor: main,
    backgroundColor: line ? `${main}24` : main,
    hoverBackgroundColor: line ? undefined : `${main}cc`,
    borderWidth: line ? 2 : 0,
    fill: line && series.fill !== false,
    cubicInterpolationMode: 'monotone',
    pointRadius: radius(description),
    pointHoverRadius: 5,
    pointBackgroundColor: main,
    spanGaps: true,
    borderRadius: description.stacked ? 0 : 4,
    maxBarThickness: description.horizontal ? 22 : 44,
  };
}

/** Points show where there are few of them: a line of one point is none. */
function radius(description) {
  return description.labels.length <= 12 ? 3 : 0;
}

function options(description) {
  const text = colour('muted');
  const grid = { color: colour('line'), drawTicks: false };
  const format = description.format ?? String;
  const figures = {
    beginAtZero: true,
    stacked: description.stacked,
    border: { display: false },
    grid,
    ticks: { color: text, padding: 8, maxTicksLimit: 6, precision: description.whole ? 0 : undefined, callback: (value) => format(value) },
  };
  const names = {
    stacked: description.stacked,
    border: { display: false },
    grid: { display: false },
    ticks: { color: text, padding: 6, maxRotation: 0, autoSkip: !description.horizontal, autoSkipPadding: 18 },
  };
  return {
    responsive: true,
    maintainAspectRatio: false,
    indexAxis: description.horizontal ? 'y' : 'x',
    animation: still.matches ? false : { duration: 350 },
    interaction: { mode: 'index', intersect: false, axis: description.horizontal ? 'y' : 'x' },
    font: { family: 'system-ui, sans-serif' },
    scales: description.horizontal ? { x: figures, y: names } : { x: names, y: figures },
    plugins: {
      legend: {
        display: description.series.length > 1,
        align: 'end',
        labels: { color: text, usePointStyle: true, pointStyle: 'circle', boxWidth: 8, boxHeight: 8 },
      },
      tooltip: {
        padding: 10,
        backgroundColor: colour('ink'),
        titleColor: colour('surface'),
        bodyColor: colour('surface'),
        usePointStyle: true,
        boxPadding: 4,
        callbacks: { label: (item) => ` ${item.dataset.label}: ${format(item.raw ?? 0)}` },
      },
    },
  };
}

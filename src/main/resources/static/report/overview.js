// Draws the pictures of the overview from the table behind them. A click shows the calls of a point of time.
import uPlot from '/webjars/uplot/dist/uPlot.esm.js';

const DAY = 86400;
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
// What the dashes look like, for whom the colours do not tell.
const SAMPLES = ['——', '– –', '····', '–·–'];
const COLOURS = ['--inbound', '--outbound', '--internal', '--external'];

class Plot {
  #place;
  #names;
  #data;
  #links;
  #drawn = null;

  constructor(place, section, rows) {
    const kind = place.dataset.values;
    const cells = row => [...row.querySelectorAll(`[data-series="${kind}"]`)];
    // What has no value is a gap, not a zero.
    const values = rows.map(row => cells(row).map(cell => cell.textContent === '' ? null : Number(cell.dataset.value ?? cell.textContent)));
    const heads = [...section.querySelectorAll('thead tr:last-child th')].map(head => head.textContent);
    this.#place = place;
    this.#names = kind === 'rate' ? [section.querySelector('thead tr:first-child th:last-child').textContent] : heads.slice(1, 5);
    this.#data = [rows.map(row => Number(row.dataset.time)), ...this.#names.map((name, i) => values.map(value => value[i]))];
    this.#links = rows.map(row => row.querySelector('a').href);
  }

  draw() {
    this.#drawn?.destroy();
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const times = this.#data[0];
    const byDays = times.every(time => time % DAY === 0);
    const rate = this.#place.dataset.values === 'rate';
    const axis = { stroke: colour('--ink-soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
    this.#drawn = new uPlot({
      width: this.#place.clientWidth,
      height: 200,
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      // Where a point is a day or a month, hours between them would say nothing.
      axes: [byDays ? { ...axis, incrs: [1, 2, 7, 14, 28, 91, 182, 365].map(days => days * DAY) } : axis, { ...axis, size: 60 }],
      scales: { y: { range: (plot, least, most) => [0, rate ? 100 : Math.max(1, most * 1.05)] } },
      cursor: { drag: { x: false, y: false } },
      series: [{}, ...this.#names.map((label, i) => ({
        label: this.#names.length > 1 ? `${label} ${SAMPLES[i]}` : label, stroke: colour(COLOURS[i]), dash: DASHES[i], width: 2, points: { show: rate || this.#data[0].length < 40 },
      }))],
    }, this.#data, this.#place);
    this.#drawn.over.addEventListener('click', () => {
      const link = this.#links[this.#drawn.cursor.idx];
      if (link) {
        location.href = link;
      }
    });
  }

  resize() {
    this.#drawn?.setSize({ width: this.#place.clientWidth, height: 200 });
  }
}

const section = document.querySelector('[data-plot]');
if (section) {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = '/webjars/uplot/dist/uPlot.min.css';
  document.head.append(sheet);
  const rows = [...section.querySelectorAll('tbody tr')];
  const plots = [...section.querySelectorAll('.plot')].map(place => new Plot(place, section, rows));
  const draw = () => plots.forEach(plot => plot.draw());
  sheet.addEventListener('load', draw);
  for (const colours of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)', 'print']) {
    matchMedia(colours).addEventListener('change', draw);
  }
  new ResizeObserver(() => plots.forEach(plot => plot.resize())).observe(section);
}

import { escape } from 'lodash';

import { shown } from './numbers';
import type { Chart } from './report';

const WIDTH = 860;
const LABELS = 380;
const NUMBERS = 90;
const BAR = 18;
const STEP = 26;
const TOP = 48;

/** Readable on a light page and on a dark one, as GitHub shows both. */
const COLOURS = { ours: '#2f81f7', others: '#8b949e', text: '#6e7781' };

/** A chart as SVG: one bar for each peer, the pack's own in a colour of their own. */
export function drawn({ title, unit, bars }: Chart): string {
	const longest = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
	const height = TOP + bars.length * STEP + 8;
	const lines = bars.map(({ label, value, ours }, index) => {
		const y = TOP + index * STEP;
		const width = Math.max(1, (Math.max(value, 0) / longest) * (WIDTH - LABELS - NUMBERS));
		const middle = y + BAR / 2 + 4;
		return [
			`<text x="${LABELS - 10}" y="${middle}" text-anchor="end">${escape(label)}</text>`,
			`<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" fill="${ours ? COLOURS.ours : COLOURS.others}"/>`,
			`<text x="${(LABELS + width + 8).toFixed(1)}" y="${middle}">${shown(value)}</text>`,
		].join('');
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="13" fill="${COLOURS.text}">`,
		`<title>${escape(title)}</title>`,
		`<text x="10" y="24" font-size="16">${escape(`${title}, ${unit}`)}</text>`,
		...lines,
		'</svg>',
		'',
	].join('\n');
}

/** The middle value. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A number with three digits that count, as people read it. */
export function shown(value: number): string {
	const size = Math.abs(value);
	if (size >= 100) return Math.round(value).toLocaleString('en');
	return value.toFixed(size >= 10 ? 1 : 2);
}

/** The median with its spread: `1.21 (1.15 to 1.34)`; the value alone where all are the same. */
export function withSpread(values: number[]): string {
	const low = shown(Math.min(...values));
	const high = shown(Math.max(...values));
	const middle = shown(median(values));
	return low === high ? middle : `${middle} (${low} to ${high})`;
}

/** Parts of a whole in percent: `97.5 (95.0 to 100) %`. */
export function percent(parts: number[]): string {
	return `${withSpread(parts.map((part) => 100 * part))} %`;
}

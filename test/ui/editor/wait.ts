import type { Page } from 'playwright-core';

const WAIT_MS = 15_000;
const LOOK_MS = 50;
/** n8n hands typed text to the node so many milliseconds later, and reads it from there. */
export const TYPED_MS = 200;

/** Reads again and again until the value is the wanted one; gives the last value when it never is, for the test to show. */
export async function until<T>(
	read: () => Promise<T>,
	wanted: (value: T) => boolean,
	waitMs = WAIT_MS,
): Promise<T> {
	for (const end = Date.now() + waitMs; ; await new Promise((go) => setTimeout(go, LOOK_MS))) {
		const value = await read();
		if (wanted(value) || Date.now() > end) return value;
	}
}

/** Waits until the browser has done what it has put off: counted by the browser's own clock, so that a busy machine makes no difference. */
export async function settle(page: Page, putOffMs: number): Promise<void> {
	await page.evaluate(
		async (ms) =>
			await new Promise((done) =>
				setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), ms),
			),
		putOffMs,
	);
}

/** Waits until something has stopped to move: its place is the same for a few frames. */
export async function still(page: Page, selector: string): Promise<void> {
	await page
		.locator(selector)
		.first()
		.evaluate(async (element) => {
			const frame = async () => await new Promise((next) => requestAnimationFrame(next));
			const place = () => JSON.stringify(element.getBoundingClientRect());
			let same = 0;
			for (let last = place(); same < 5; ) {
				await frame();
				const now = place();
				same = now === last ? same + 1 : 0;
				last = now;
			}
		});
}

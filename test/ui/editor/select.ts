import type { Locator, Page } from 'playwright-core';

import { exactly } from './text';
import { until } from './wait';

const TRIES = 5;
const OPEN_MS = 500;

/** Opens a drop-down list: its first click may only put the cursor there. */
export async function openSelect(input: Locator): Promise<void> {
	for (let tries = 0; tries < TRIES; tries += 1) {
		await input.click();
		const expanded = await until(
			async () => await input.getAttribute('aria-expanded'),
			(value) => value !== 'false',
			OPEN_MS,
		);
		if (expanded !== 'false') return;
	}
	throw new Error('The drop-down list does not open');
}

/** The entries of the open list that have a part with exactly this text: the others are descriptions. */
export function entriesOf(page: Page, text: string): Locator {
	return page.getByRole('option').filter({ visible: true, has: page.getByText(exactly(text)) });
}

import type { Locator, Page } from 'playwright-core';

import { exactly } from './text';

const TRIES = 5;

/** Opens a drop-down list: its first click may only put the cursor there. */
export async function openSelect(page: Page, input: Locator): Promise<void> {
	for (let tries = 0; tries < TRIES; tries += 1) {
		await input.click();
		await page.waitForTimeout(300);
		if ((await input.getAttribute('aria-expanded')) !== 'false') return;
	}
	throw new Error('The drop-down list does not open');
}

/** The entries of the open list that have a part with exactly this text: the others are descriptions. */
export function entriesOf(page: Page, text: string): Locator {
	return page.getByRole('option').filter({ visible: true, has: page.getByText(exactly(text)) });
}

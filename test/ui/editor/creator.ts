import type { Locator, Page } from 'playwright-core';

import { exactly } from './text';

/** One entry of the node panel. */
export interface Entry {
	name: string;
	description: string;
	/** Type of the node, as workflows carry it; empty for a group of nodes. */
	type: string;
}

/** The panel on the right in which a person looks for the next step. */
export class NodeCreator {
	constructor(private readonly page: Page) {}

	/** The entry of this very name. */
	entry(name: string): Locator {
		const named = this.page.getByTestId('node-creator-item-name').getByText(exactly(name));
		return this.page.getByTestId('item-iterator-item').filter({ has: named, visible: true }).first();
	}

	/** Types into the search box and gives what is found, best first; the list answers a little later. */
	async search(text: string): Promise<Entry[]> {
		const box = this.page.getByTestId('node-creator-search-bar');
		await box.fill(text);
		let found = await this.entries();
		for (;;) {
			await this.page.waitForTimeout(400);
			const now = await this.entries();
			if (JSON.stringify(now) === JSON.stringify(found)) return now;
			found = now;
		}
	}

	private async entries(): Promise<Entry[]> {
		return await this.page.getByTestId('item-iterator-item').evaluateAll((items) =>
			items.map((item) => {
				const text = (testId: string) =>
					item.querySelector(`[data-test-id="${testId}"]`)?.textContent?.trim() ?? '';
				return {
					name: text('node-creator-item-name'),
					description: text('node-creator-item-description'),
					type: (item.getAttribute('data-keyboard-nav-id') ?? '').replace(/-[0-9a-f]{8}-[0-9a-f-]{27}$/, ''),
				};
			}),
		);
	}
}

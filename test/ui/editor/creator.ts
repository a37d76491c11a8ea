import type { Locator, Page } from 'playwright-core';

import { exactly } from './text';
import { until } from './wait';

/** One entry of the node panel. */
export interface Entry {
	name: string;
	description: string;
	/** Type of the node, as workflows carry it; empty for a group of nodes. */
	type: string;
	/** Path of its icon, once that is drawn; empty for one that is no file. */
	icon: string;
}

/** The panel on the right in which a person looks for the next step. */
export class NodeCreator {
	constructor(private readonly page: Page) {}

	/** The entry of this very name. */
	entry(name: string): Locator {
		const named = this.page.getByTestId('node-creator-item-name').getByText(exactly(name));
		return this.page.getByTestId('item-iterator-item').filter({ has: named, visible: true }).first();
	}

	/** Searches for a node, looks at what n8n tells of it, and adds it to the workflow, for one of the things it can do where n8n lists them. */
	async add(name: string, type: string, action?: string): Promise<void> {
		await this.search(name);
		// n8n leaves "Trigger" out of the names of some nodes
		await this.page.locator(`[data-keyboard-nav-id^="${type}"]`).filter({ visible: true }).first().click();
		const button = this.page.getByRole('button', { name: 'Add to workflow' });
		await (action === undefined ? button : this.entry(action)).click();
	}

	/** Types into the search box; the list answers a little later. */
	async search(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** Types into the search box, and gives the entries, best first, once they are good or n8n has had the time to find them. */
	async find(text: string, good: (found: Entry[]) => boolean): Promise<Entry[]> {
		// What an earlier search has found must not count for this one.
		await this.search('');
		await until(
			async () => await this.entries(),
			(found) => !good(found),
		);
		await this.search(text);
		return await until(async () => await this.entries(), good);
	}

	/** Paths of the icons that the found nodes of these types have, by the nodes' names. */
	async iconsOf(types: string[]): Promise<Record<string, string>> {
		const found = (await this.entries()).filter(({ type }) => types.includes(type));
		return Object.fromEntries(found.map(({ name, icon }) => [name, icon]));
	}

	private async entries(): Promise<Entry[]> {
		return await this.page.getByTestId('item-iterator-item').evaluateAll((items) =>
			items.map((item) => {
				const text = (testId: string) =>
					item.querySelector(`[data-test-id="${testId}"]`)?.textContent?.trim() ?? '';
				const image = item.querySelector('img');
				return {
					name: text('node-creator-item-name'),
					description: text('node-creator-item-description'),
					icon: image?.naturalWidth ? new URL(image.src).pathname : '',
					type: (item.getAttribute('data-keyboard-nav-id') ?? '').replace(/-[0-9a-f]{8}-[0-9a-f-]{27}$/, ''),
				};
			}),
		);
	}
}

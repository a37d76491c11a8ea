import type { Locator, Page } from 'playwright-core';

import { entriesOf, openSelect } from './select';
import { exactly, plain } from './text';
import { settle, TYPED_MS, until } from './wait';

const INPUT = 'input:not([type=hidden]), textarea, .cm-content';
/** One field of a node or of a credential, found by the label that a person reads. */
export class Field {
	private readonly root: Locator;

	constructor(
		private readonly page: Page,
		scope: Locator,
		private readonly label: string,
	) {
		// A group of fields may stand there several times; what was added last is what is filled in.
		this.root = scope
			.locator('label')
			.filter({
				has: page.locator('span').getByText(exactly(label)),
				visible: true,
			})
			.last()
			.locator(
				'xpath=ancestor::*[.//*[starts-with(@data-test-id,"parameter-input-") or starts-with(@data-test-id,"resource-locator-")]][1]',
			);
	}

	/** Types text; text with {{ }} is an expression. In a list that also takes ids, it is typed as an id. */
	async type(text: string): Promise<void> {
		if (await this.isList()) await this.mode('By ID');
		await this.switchTo(text.includes('{{') ? 'expression' : 'fixed');
		const input = await this.input();
		if (text.includes('{{')) {
			await input.click();
			await this.page.keyboard.press('ControlOrMeta+A');
			// In one piece: typed key by key the editor closes the braces a second time.
			await this.page.keyboard.insertText(text);
		} else {
			await input.fill(text);
		}
		// The tab key would open a drop-down list that comes next.
		await input.blur();
	}

	/** Pastes an address, where the field has a list in the mode for addresses. */
	async paste(url: string): Promise<void> {
		if (await this.isList()) await this.mode('By URL');
		const input = await this.input();
		// What stands there is an expression, perhaps, whose editor is late to take a selection
		await input.press('ControlOrMeta+a');
		await input.press('Delete');
		await input.fill(url);
		await input.blur();
	}

	/** Picks an entry of the field's list: of fixed options, or of what the vendor lists. */
	async pick(entry: string): Promise<void> {
		if (await this.isList()) {
			const items = await this.openList();
			await items.filter({ hasText: entry }).first().click();
		} else {
			await openSelect(this.root.locator('input').filter({ visible: true }).first());
			await entriesOf(this.page, entry).first().click();
		}
	}

	private get entries(): Locator {
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}

	private get listError(): Locator {
		return this.page.getByTestId('rlc-error-container').filter({ visible: true });
	}

	/** Opens the vendor's list and gives its entries, once the vendor has answered. */
	async openList(): Promise<Locator> {
		if ((await this.entries.count()) === 0) {
			// The vendor is asked with the values of the other fields.
			await settle(this.page, TYPED_MS);
			await this.root.getByTestId('rlc-input').click();
		}
		await this.entries.or(this.listError).first().waitFor();
		return this.entries;
	}

	/** The open list's entries as a person reads them, once they are these or n8n has had the time to show them. */
	async listed(expected: string[]): Promise<string[]> {
		const read = async () => (await this.entries.allInnerTexts()).map(plain);
		return await until(read, (texts) => texts.join('\n') === expected.join('\n'));
	}

	/** Types into the search box of the open list. */
	async searchList(text: string): Promise<void> {
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(text);
	}

	/** Goes to the end of the open list, where n8n asks for the next page; gives how many entries there are once there are so many. */
	async scrollList(expected: number): Promise<number> {
		await this.entries.last().scrollIntoViewIfNeeded();
		return await until(
			async () => await this.entries.count(),
			(count) => count === expected,
		);
	}

	/** What stands in place of the list. */
	async refusal(): Promise<string> {
		await this.listError.waitFor();
		return plain(await this.listError.innerText());
	}

	/** Turns a switch on or off. */
	async turn(on: boolean): Promise<void> {
		const toggle = this.root.getByRole('switch').first();
		// The switch itself is hidden behind what is drawn for it.
		if ((await toggle.getAttribute('aria-checked')) !== String(on)) await toggle.locator('xpath=..').click();
	}

	/** What the field's expression yields for the first item, as the editor shows it below, once it is this or n8n has had the time. */
	async preview(expected: string): Promise<string> {
		const shown = this.root.locator('[data-test-id^="parameter-expression-preview"]').first();
		return await until(
			async () => plain(await shown.innerText()),
			(text) => text === expected,
		);
	}

	/** The middle of the field on the screen, to drop something on. */
	async middle(): Promise<{ x: number; y: number }> {
		const input = await this.input();
		await input.scrollIntoViewIfNeeded();
		const box = await input.boundingBox();
		if (!box) throw new Error(`The field "${this.label}" is not on the screen`);
		return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	}

	/** What takes the text: a field with a list begins with another one, for how the value is given. */
	private async input(): Promise<Locator> {
		const box = (await this.isList()) ? this.root.locator('[data-test-id="rlc-input-container"]') : this.root;
		return box.locator(INPUT).filter({ visible: true }).first();
	}

	private async isList(): Promise<boolean> {
		await this.root.waitFor();
		return (await this.root.locator('[data-test-id^="resource-locator-"]').count()) > 0;
	}

	private async mode(name: string): Promise<void> {
		await this.root.getByTestId('rlc-mode-selector').click();
		await this.page.getByRole('option', { name }).filter({ visible: true }).click();
	}

	private async switchTo(kind: 'fixed' | 'expression'): Promise<void> {
		const button = this.root.getByTestId(`radio-button-${kind}`).first();
		if ((await button.count()) === 0 || (await button.getAttribute('aria-checked')) === 'true') return;
		await this.root.locator('label').first().hover();
		await button.click();
	}
}

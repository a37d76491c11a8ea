import type { Locator, Page } from 'playwright-core';

import { Field } from './field';
import { settle, TYPED_MS } from './wait';

const GOOD = 'credentials-config-container-test-success';
const TEST_MS = 30_000;

/** The dialog in which a credential is filled in, saved and tested. */
export class CredentialDialog {
	readonly root: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('credential-edit-dialog');
	}

	/** Comes back when the dialog is there. */
	async opened(): Promise<this> {
		await this.root.waitFor();
		return this;
	}

	/** The field of this label. */
	field(label: string): Field {
		return new Field(this.page, this.root, label);
	}

	private get refused(): Locator {
		return this.root.getByText('Couldn’t connect with these settings').filter({ visible: true });
	}

	/** Saves, which also tests: comes back when n8n says whether the credential works, or has closed the dialog because it does. */
	async save(): Promise<void> {
		// n8n proposes a name when it has the time, and does not save without one.
		await this.page.getByTestId('credential-name').waitFor();
		await settle(this.page, TYPED_MS);
		const tested = this.page.waitForResponse((answer) => answer.url().endsWith('/rest/credentials/test'), {
			timeout: TEST_MS,
		});
		await this.page.getByTestId('credential-save-button').locator('button').click();
		await tested;
		// A first credential that works closes the dialog; an edited one stays and turns green.
		await Promise.race([
			this.root.waitFor({ state: 'hidden', timeout: TEST_MS }),
			this.refused.or(this.root.getByTestId(GOOD)).first().waitFor({ timeout: TEST_MS }),
		]);
	}

	/** Why n8n's test has refused the credential. */
	async refusal(): Promise<string> {
		await this.refused.waitFor();
		const more = this.root.getByText('More details').filter({ visible: true });
		if (await more.count()) await more.click();
		const banner = this.refused.locator('xpath=ancestor::*[contains(@class,"el-tag--danger")][1]');
		return (await banner.innerText()).replace(/\s+/g, ' ').trim();
	}

	/** Comes back when the line is green: n8n tests a credential that is opened again by itself. */
	async green(): Promise<void> {
		await this.root.getByTestId(GOOD).filter({ visible: true }).waitFor({ timeout: TEST_MS });
	}

	/** Closes the dialog by its cross: Escape would close the step behind it too. */
	async close(): Promise<void> {
		const frame = this.page.getByTestId('editCredential-modal');
		await frame.getByRole('button', { name: 'Close this dialog' }).click();
		await this.root.waitFor({ state: 'hidden' });
	}
}

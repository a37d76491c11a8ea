import type { Locator, Page, Response } from 'playwright-core';
import { z } from 'zod';

import { CredentialDialog } from './credential';
import { Field } from './field';
import { openSelect } from './select';
import { exactly, plain } from './text';
import { settle, TYPED_MS, until } from './wait';

const RUN_MS = 60_000;
/** A field takes notice of what is held over it when it is next drawn. */
const DRAWN_MS = 50;
const started = z.object({ data: z.object({ waitingForWebhook: z.boolean().optional() }) });

/** What the error panel of a step says. */
export interface Shown {
	message: string;
	description: string;
}

/** The open step: input on the left, its fields in the middle, output on the right. */
export class Details {
	readonly root: Locator;
	readonly output: Locator;
	readonly input: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.output = this.root.getByTestId('output-panel');
		this.input = this.root.getByTestId('ndv-input-panel');
	}

	/** The field of this label. */
	field(label: string): Field {
		return new Field(this.page, this.root.getByTestId('node-parameters').filter({ visible: true }), label);
	}

	/** Adds one of the fields that are not there from the start, to the group of this label. */
	async add(option: string, group: string): Promise<void> {
		const label = this.root.getByTestId('input-label').filter({ hasText: exactly(group), visible: true });
		const item = label.last().locator('xpath=ancestor::*[@data-test-id="parameter-item"][1]');
		await item.getByTestId('collection-parameter-add').last().click();
		await this.page
			.getByRole('option')
			.or(this.page.getByRole('menuitem'))
			.filter({ hasText: exactly(option), visible: true })
			.first()
			.click();
	}

	/** Runs this step, and comes back when it has ended well or badly, or waits to be called from outside. */
	async execute(): Promise<void> {
		const { data } = started.parse(await (await this.begin()).json());
		if (!data.waitingForWebhook) await this.ended();
	}

	/** Has this step wait for what comes from outside, or fetch it there. */
	async listen(): Promise<void> {
		await this.begin();
	}

	private async begin(): Promise<Response> {
		await settle(this.page, TYPED_MS);
		const sent = this.page.waitForResponse((answer) => /\/run$/.test(new URL(answer.url()).pathname));
		await this.root.getByTestId('node-execute-button').first().click();
		return await sent;
	}

	/** Comes back when the event is there that this step waits for or fetches. */
	async heard(): Promise<void> {
		await this.output.getByTestId('radio-button-json').waitFor({ timeout: RUN_MS });
	}

	/** Copies the address of this step, as a person does: with a click on it. */
	async copyAddress(of: 'Test URL' | 'Production URL'): Promise<string> {
		const { origin } = new URL(this.page.url());
		await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
		const address = this.root.locator('.webhook-url').first();
		if (!(await address.isVisible())) await this.root.getByText('Webhook URLs').click();
		await this.root.getByText(exactly(of)).first().click();
		const shown = of === 'Test URL' ? '/webhook-test/' : '/webhook/';
		await this.root.locator('.webhook-url').filter({ hasText: shown }).first().click();
		return await until(
			async () => await this.page.evaluate(async () => await navigator.clipboard.readText()),
			(copied) => copied.includes(shown),
		);
	}

	private async ended(): Promise<void> {
		const button = this.root.getByTestId('node-execute-button').first();
		await button.filter({ hasText: /Execute/ }).waitFor({ timeout: RUN_MS });
		await this.output
			.getByTestId('node-run-status-success')
			.or(this.output.getByTestId('node-run-status-danger'))
			.or(this.output.getByTestId('node-error-message'))
			.first()
			.waitFor({ timeout: RUN_MS });
	}

	/** Runs the steps before this one, so that its input is there to be used. */
	async fetchInput(): Promise<void> {
		await this.input.getByTestId('execute-previous-node').first().click();
		await this.input
			.getByText(/\d+ items?/)
			.first()
			.waitFor({ timeout: RUN_MS });
	}

	/** Drags a field of the input onto a field of the step. */
	async drag(name: string, label: string): Promise<void> {
		await this.input.getByTestId('radio-button-schema').click();
		const pill = this.input
			.locator('[data-target=mappable]')
			.filter({ hasText: exactly(name), visible: true })
			.first();
		await pill.waitFor();
		const target = await this.field(label).middle();
		const box = await pill.boundingBox();
		if (!box) throw new Error(`The input has no field "${name}"`);
		await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
		await this.page.mouse.down();
		await this.page.mouse.move(box.x + 30, box.y + 30, { steps: 5 });
		await this.page.mouse.move(target.x, target.y, { steps: 10 });
		await settle(this.page, DRAWN_MS);
		await this.page.mouse.up();
		await settle(this.page, DRAWN_MS);
	}

	/** What the step gave, as JSON. @throws when it gave no data */
	async json(): Promise<unknown> {
		await this.output.getByTestId('radio-button-json').click();
		const data = this.output.getByTestId('ndv-data-container');
		await data
			.getByText(/\]\s*$/)
			.first()
			.waitFor();
		return JSON.parse(plain(await data.innerText()));
	}

	/** The error panel's title and text. */
	async error(): Promise<Shown> {
		const text = async (testId: string) => {
			const part = this.output.getByTestId(testId);
			return (await part.count()) ? (await part.first().innerText()).trim() : '';
		};
		await this.output.getByTestId('node-error-message').first().waitFor();
		return {
			message: await text('node-error-message'),
			description: await text('node-error-description'),
		};
	}

	/** Opens the dialog in which a first credential of this step is made. */
	async connect(button: string): Promise<CredentialDialog> {
		await this.root.getByRole('button', { name: exactly(button) }).click();
		return await new CredentialDialog(this.page).opened();
	}

	private get credentialSelect(): Locator {
		return this.root.getByTestId('node-credentials-select').first().getByRole('combobox');
	}

	/** The name of the credential that is chosen; empty when none is. */
	async credential(): Promise<string> {
		return await this.credentialSelect.inputValue();
	}

	/** Chooses an existing credential. */
	async chooseCredential(name: string): Promise<void> {
		await openSelect(this.credentialSelect);
		const items = this.page.locator('[data-test-id^="node-credentials-select-item"]');
		await items.filter({ hasText: name, visible: true }).first().click();
	}

	/** Opens the chosen credential. */
	async editCredential(): Promise<CredentialDialog> {
		await this.root.getByTestId('credential-edit-button').click();
		return await new CredentialDialog(this.page).opened();
	}

	/** Goes back to the canvas. */
	async close(): Promise<void> {
		await settle(this.page, TYPED_MS);
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}
}

import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';

import type { Workflow } from '../../../tools/runtime/workflows';

import { NodeCreator } from './creator';
import { CredentialDialog } from './credential';
import { Details } from './details';
import { still } from './wait';

const run = z.object({ data: z.object({ executionId: z.string() }) });
const MENU_MS = 3_000;
const LOAD_MS = 60_000;
const RUN_MS = 60_000;

/** n8n's editor as a person uses it. Test ids are those of n8n 2.41. */
export class Editor {
	readonly creator: NodeCreator;
	readonly details: Details;
	/** Whether the editor has been loaded. */
	private loaded = false;
	/** Whether n8n has come to hold other credentials behind the editor's back. */
	private stale = false;

	constructor(readonly page: Page) {
		this.creator = new NodeCreator(page);
		this.details = new Details(page);
	}

	/** Has the editor read the credentials anew before the next workflow: it keeps those that it knows in mind. */
	expire(): void {
		this.stale = true;
	}

	/** Begins with an empty canvas: through n8n's menu, since loading the editor anew takes many times longer. */
	async newWorkflow(): Promise<void> {
		if (!this.loaded || !(await this.chooseNewWorkflow())) await this.page.goto('/workflow/new');
		this.loaded = true;
		this.stale = false;
		await this.page.getByTestId('canvas-add-button').waitFor({ timeout: LOAD_MS });
	}

	private async chooseNewWorkflow(): Promise<boolean> {
		const menu = this.page.getByTestId('universal-add');
		try {
			await this.clear();
			if (this.stale) await this.visitCredentials();
			await menu.click({ timeout: MENU_MS });
			const entry = this.page.getByRole('menuitem', { name: 'New workflow' });
			await entry.click({ timeout: MENU_MS });
			await this.leaveFor(this.page.getByTestId('canvas-add-button'));
			await this.page.waitForURL(/new=true/, { timeout: MENU_MS });
			return true;
		} catch {
			// Something lies over the menu, after a journey that has failed for instance.
			return false;
		}
	}

	/** Leaves the workflow for what comes next; n8n asks whether to save when it has not done so yet. */
	private async leaveFor(next: Locator): Promise<void> {
		const leave = this.page.getByRole('button', { name: 'Leave without saving' });
		await next.or(leave).first().waitFor({ timeout: MENU_MS });
		if (await leave.isVisible()) await leave.click();
	}

	/** The list of credentials is read anew whenever it is opened. */
	private async visitCredentials(): Promise<void> {
		await this.page.getByTestId('project-home-menu-item').click({ timeout: MENU_MS });
		const tab = this.page.locator('a[href="/home/credentials"]').first();
		await this.leaveFor(tab);
		const read = this.page.waitForResponse(
			(answer) => new URL(answer.url()).pathname === '/rest/credentials',
			{ timeout: MENU_MS },
		);
		await Promise.all([read, tab.click({ timeout: MENU_MS })]);
	}

	/** Closes what a journey has left open. */
	private async clear(): Promise<void> {
		const dialog = new CredentialDialog(this.page);
		if (await dialog.root.isVisible()) await dialog.close();
		if (await this.details.root.isVisible()) await this.details.close();
	}

	/** Opens the node panel of an empty canvas. */
	async addFirstStep(): Promise<void> {
		await this.page.getByTestId('canvas-add-button').getByRole('button').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Opens the node panel for the step that follows another one. */
	async addAfter(step: string): Promise<void> {
		await this.step(step).getByTestId('canvas-handle-plus').first().click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Opens the node panel over a canvas that has steps. */
	async openPanel(): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Has the system prefer a theme, which n8n follows unless it is told otherwise. */
	async wear(theme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme: theme });
	}

	/** Paths of the icons that the steps on the canvas show, by the steps' names. */
	async icons(): Promise<Record<string, string>> {
		const shown = await this.page.getByTestId('canvas-node').evaluateAll((steps) =>
			steps.map((step) => {
				const image = step.querySelector('img');
				const path = image?.naturalWidth ? new URL(image.src).pathname : '';
				return [step.getAttribute('data-node-name') ?? '', path];
			}),
		);
		return Object.fromEntries(shown) as Record<string, string>;
	}

	/** A step on the canvas, by its name. */
	step(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name.replaceAll('"', '\\"')}"]`);
	}

	/** Opens a step. */
	async open(step: string): Promise<Details> {
		await this.step(step).dblclick();
		await this.details.root.waitFor();
		return this.details;
	}

	/** Puts a workflow on the empty canvas, as pasting its file does. */
	async paste({ name, nodes, connections }: Workflow): Promise<void> {
		const text = JSON.stringify({ name, nodes, connections, pinData: {}, meta: {} });
		await this.page.evaluate((clipboard) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData('text/plain', clipboard);
			const event = new ClipboardEvent('paste', {
				clipboardData,
				bubbles: true,
				cancelable: true,
			});
			(document.activeElement ?? document.body).dispatchEvent(event);
		}, text);
		await this.step(nodes[nodes.length - 1].name).waitFor();
		await this.fit();
	}

	/** Brings all steps into view, with none of them chosen. */
	async fit(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.getByTestId('zoom-to-fit').click();
		await still(this.page, '.vue-flow__transformationpane');
	}

	/** Runs the workflow by hand; gives the execution's id. */
	async executeWorkflow(): Promise<string> {
		const sent = this.page.waitForResponse((answer) => /\/run$/.test(new URL(answer.url()).pathname));
		await this.page.getByTestId('execute-workflow-button').first().click();
		return run.parse(await (await sent).json()).data.executionId;
	}

	/** Publishes through the header's button; comes back when n8n says so. */
	async publish(): Promise<void> {
		const open = this.page.getByTestId('workflow-open-publish-modal-button');
		await this.page.waitForFunction(
			(testId) => document.querySelector<HTMLButtonElement>(`[data-test-id="${testId}"]`)?.disabled === false,
			'workflow-open-publish-modal-button',
		);
		await open.click();
		await this.page.getByTestId('workflow-publish-button').click();
		const done = this.page
			.getByTestId('activation-modal')
			.or(this.page.getByTestId('workflow-active-version-indicator'));
		await done.first().waitFor({ timeout: RUN_MS });
		const gotIt = this.page.getByRole('button', { name: 'Got it' });
		if (await gotIt.isVisible()) await gotIt.click();
	}

	/** The id of the open workflow. */
	workflowId(): string {
		const id = /\/workflow\/([^/?]+)/.exec(this.page.url())?.[1];
		if (!id) throw new Error(`No workflow is open at ${this.page.url()}`);
		return id;
	}
}

import { kebabCase } from 'lodash';

import type { Page } from 'playwright-core';

import { executionsOf, readExecution } from '../../../tools/runtime/executions';
import { holdCredentials } from '../credentials';
import type { Details } from '../editor/details';
import { until } from '../editor/wait';
import { typeOf } from '../prepared';
import type { Run } from '../run';

import { fill } from './credential';
import { type Happening, picturesOf, type Tour, type TriggerTour } from './tour';

/** What happens at a vendor, played on its page. */
class VendorPage {
	private times = 0;

	private constructor(
		private readonly page: Page,
		private readonly happening: Happening,
	) {}

	static async open({ editor, vendors }: Run, { vendor }: Tour, happening: Happening): Promise<VendorPage> {
		const page = await editor.page.context().newPage();
		await page.goto(`${vendors[vendor].url}/_sandbox/`);
		await page.getByRole('link', { name: 'Send an event' }).click();
		return new VendorPage(page, happening);
	}

	/** Enters an address, as a person does. */
	async enter(url: string): Promise<void> {
		const form = this.page.locator('form').filter({ hasText: this.happening.address });
		await form.getByRole('textbox').fill(url);
		await form.getByRole('button', { name: 'Save' }).click();
	}

	/** Lets it happen, and comes back when the vendor has delivered it. */
	async letHappen(): Promise<void> {
		const { event, text } = this.happening;
		this.times += 1;
		await this.page.getByLabel('What happens').selectOption({ label: event });
		await this.page.getByLabel('Text').fill(text);
		await this.page.getByRole('button', { name: 'Send', exact: true }).click();
		// The page is written anew while the vendor sends
		const sent = this.page.getByRole('row').filter({ hasText: event });
		const told = await until(
			async () => ((await sent.count()) === this.times ? await sent.first().innerText() : ''),
			(text) => text.includes('delivered'),
		);
		expect(told).toContain('delivered');
	}

	async takePicture({ pictures }: Run, path: string): Promise<void> {
		await pictures.take(path, this.page);
	}

	async close(): Promise<void> {
		await this.page.close();
	}
}

/** For a moment after a flow was published n8n answers 404 at its address. */
async function answers(url: string): Promise<void> {
	await until(
		async () => (await fetch(url, { method: 'POST', body: '{' })).status,
		(status) => status !== 404,
	);
}

/** Places the trigger on an empty canvas, and fills it in. */
async function place(run: Run, tour: Tour, trigger: TriggerTour): Promise<Details> {
	const { editor } = run;
	await holdCredentials(run, [tour.credential.type]);
	await editor.newWorkflow();
	await editor.addFirstStep();
	await editor.creator.add(trigger.node, typeOf(trigger.node), trigger.action);
	await editor.details.root.waitFor();
	await fill(editor.details, trigger.fields ?? []);
	return editor.details;
}

const pictureOf = (tour: Tour, { node }: TriggerTour) =>
	`${picturesOf(tour.page)}-${kebabCase(node.replace(/^\S+ /, ''))}`;

/**
 * From an empty canvas to a flow that starts when something happens at the vendor: places the trigger, copies its address to the vendor, sees an
 * event come in while it listens, then publishes the flow, and has it started by another one.
 */
export async function startFromVendor(run: Run, tour: Tour, trigger: TriggerTour): Promise<void> {
	const { editor, rest, pictures } = run;
	const { happening } = trigger;
	const picture = pictureOf(tour, trigger);
	const details = await place(run, tour, trigger);
	const testUrl = await details.copyAddress('Test URL');
	await pictures.take(`${picture}.png`, editor.page);
	await details.execute();
	const vendor = await VendorPage.open(run, tour, happening);
	try {
		await vendor.enter(testUrl);
		await vendor.letHappen();
		if (happening.picture) await vendor.takePicture(run, happening.picture);
		await details.heard();
		expect(await details.json()).toEqual([expect.objectContaining(trigger.item)]);
		await pictures.take(`${picture}-output.png`, editor.page);

		const productionUrl = await details.copyAddress('Production URL');
		expect(productionUrl).not.toBe(testUrl);
		await details.close();
		await editor.publish();
		await answers(productionUrl);
		await vendor.enter(productionUrl);
		await vendor.letHappen();
		const made = await until(
			async () => await executionsOf(rest, editor.workflowId()),
			(ids) => ids.length > 1,
		);
		// The newest; the other one is that of the test
		expect((await readExecution(rest, made[0])).outputs(trigger.node)).toMatchObject([
			[{ json: trigger.item }],
		]);
	} finally {
		await vendor.close();
	}
}

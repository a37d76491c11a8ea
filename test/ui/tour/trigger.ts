import { kebabCase } from 'lodash';

import type { Page } from 'playwright-core';

import { watch } from '../../../tools/demo/compare';
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

	/** Enters an address, where the vendor asks for one. */
	async enter(url: string | undefined): Promise<void> {
		const { address } = this.happening;
		if (address === undefined || url === undefined) return;
		const form = this.page.locator('form').filter({ hasText: address });
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

const expectItem = async (details: Details, { item }: TriggerTour) =>
	expect(await details.json()).toEqual([expect.objectContaining(item)]);

/** Sees an event come in while the trigger listens, then publishes the flow, and has it started by another one. */
async function hear(run: Run, tour: Tour, trigger: TriggerTour, happening: Happening): Promise<void> {
	const { editor, rest, vendors } = run;
	const picture = pictureOf(tour, trigger);
	const byHand = happening.address !== undefined;
	const listens = async () => {
		await until(
			async () => happening.listens?.(vendors) ?? true,
			(ready) => ready,
		);
	};
	const { details } = editor;
	const testUrl = byHand ? await details.copyAddress('Test URL') : undefined;
	await run.pictures.take(`${picture}.png`, editor.page);
	await details.listen();
	const vendor = await VendorPage.open(run, tour, happening);
	try {
		await vendor.enter(testUrl);
		await listens();
		await vendor.letHappen();
		if (happening.picture) await vendor.takePicture(run, happening.picture);
		await details.heard();
		await expectItem(details, trigger);
		await run.pictures.take(`${picture}-output.png`, editor.page);

		const productionUrl = byHand ? await details.copyAddress('Production URL') : undefined;
		expect(productionUrl === undefined || productionUrl !== testUrl).toBe(true);
		await details.close();
		await editor.publish();
		if (productionUrl !== undefined) await answers(productionUrl);
		await vendor.enter(productionUrl);
		await listens();
		await vendor.letHappen();
		const made = await until(
			async () => await executionsOf(rest, editor.workflowId()),
			(ids) => ids.length > 1,
		);
		// The newest; the other one is that of the test. SuperOffice may tell once more of what happened just before
		expect((await readExecution(rest, made[0])).outputs(trigger.node).flat()).toContainEqual(
			expect.objectContaining({ json: expect.objectContaining(trigger.item) as unknown }),
		);
	} finally {
		await vendor.close();
	}
}

/** Fetches what is there as a sample, publishes the flow, and sees it ask for the first time. */
async function fetchSample(run: Run, tour: Tour, trigger: TriggerTour): Promise<void> {
	const { editor, vendors } = run;
	const { details } = editor;
	await details.listen();
	await details.heard();
	await expectItem(details, trigger);
	await run.pictures.take(`${pictureOf(tour, trigger)}-output.png`, editor.page);
	await details.close();
	const read = watch(vendors[tour.vendor]);
	await editor.publish();
	const asked = await until(
		async () => read().received.length,
		(count) => count > 0,
	);
	expect(asked).toBeGreaterThan(0);
}

const pictureOf = (tour: Tour, { node }: TriggerTour) =>
	`${picturesOf(tour.page)}-${kebabCase(node.replace(/^\S+ /, ''))}`;

/** From an empty canvas to a flow that starts when something happens at the vendor. */
export async function startFromVendor(run: Run, tour: Tour, trigger: TriggerTour): Promise<void> {
	trigger.world?.(run.vendors);
	await place(run, tour, trigger);
	if (trigger.happening) await hear(run, tour, trigger, trigger.happening);
	else await fetchSample(run, tour, trigger);
}

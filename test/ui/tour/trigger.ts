import { kebabCase } from 'lodash';

import type { Page } from 'playwright-core';

import { executionsOf, readExecution } from '../../../tools/runtime/executions';
import { holdCredentials } from '../credentials';
import { until } from '../editor/wait';
import { typeOf } from '../prepared';
import type { Run } from '../run';

import { fill } from './credential';
import { picturesOf, type Tour, type TriggerTour } from './tour';

/** The vendor's page on which its people, bots and customers are played. */
async function openVendor(run: Run, { vendor }: Tour): Promise<Page> {
	const page = await run.editor.page.context().newPage();
	await page.goto(`${run.vendors[vendor].url}/_sandbox/`);
	await page.getByRole('link', { name: 'Send an event' }).click();
	return page;
}

/** Enters an address there, and lets something happen; gives what became of it, as the page tells. */
async function letHappen(page: Page, { address, event, text }: TriggerTour, url: string): Promise<string> {
	const form = page.locator('form').filter({ hasText: address });
	await form.getByRole('textbox').fill(url);
	await form.getByRole('button', { name: 'Save' }).click();
	await page.getByLabel('What happens').selectOption({ label: event });
	await page.getByLabel('Text').fill(text);
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	// The page is written anew while the vendor sends
	const sent = page.getByRole('row').filter({ hasText: url }).first();
	return await until(
		async () => await sent.innerText(),
		(told) => told.includes('delivered'),
	);
}

/**
 * Places the trigger on an empty canvas, copies its address to the vendor, sees an event come in while it listens, then publishes the flow, and
 * has it started by another one.
 */
export async function startFromVendor(run: Run, tour: Tour, trigger: TriggerTour): Promise<void> {
	const { editor, rest, pictures } = run;
	const picture = `${picturesOf(tour.page)}-${kebabCase(trigger.node.replace(/^\S+ /, ''))}`;
	await holdCredentials(run, [tour.credential.type]);
	await editor.newWorkflow();
	await editor.addFirstStep();
	await editor.creator.add(trigger.node, typeOf(trigger.node), trigger.action);
	const { details } = editor;
	await details.root.waitFor();
	await fill(details, trigger.fields ?? []);
	const testUrl = await details.copyAddress('Test URL');
	await pictures.take(`${picture}.png`, editor.page);
	await details.execute();

	const vendor = await openVendor(run, tour);
	try {
		expect(await letHappen(vendor, trigger, testUrl)).toContain('delivered');
		// One picture of the page is enough for all triggers of a vendor
		if (trigger === tour.triggers?.[0])
			await pictures.take(`${picturesOf(tour.page)}-send-event.png`, vendor);
		await details.heard();
		expect(await details.json()).toEqual([expect.objectContaining(trigger.item)]);
		await pictures.take(`${picture}-output.png`, editor.page);

		const productionUrl = await details.copyAddress('Production URL');
		expect(productionUrl).not.toBe(testUrl);
		await details.close();
		await editor.publish();
		expect(await letHappen(vendor, trigger, productionUrl)).toContain('delivered');
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

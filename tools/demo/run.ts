import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import FormData from 'form-data';

import type { RunningVendor } from '../../sandbox';
import { dataFile } from '../../testkit/dataFile';
import type { EventOrder, Example, Surroundings, WebhookCall } from '../../testkit/example';
import type { FoundExample } from '../../testkit/examples';
import { type Execution, executionsOf, readExecution, untilWaiting } from '../runtime/executions';
import type { N8nRest } from '../runtime/rest';
import { runWorkflow } from '../runtime/workflows';

import { compareVendor, describe, watch } from './compare';
import { missingRows } from './dataTables';
import type { Place } from './place';
import type { Outcome } from './table';
import { eventPath, type Imported, readExample, triggerOf, webhookPath } from './workflows';

type Vendors = Surroundings['vendors'];

const LISTING_SECONDS = 5;

async function callWebhook(n8n: N8nRest, path: string, call: WebhookCall) {
	if ('json' in call) return await n8n.webhook(path, call.json);
	const form = new FormData();
	for (const [field, value] of Object.entries(call.fields)) form.append(field, value);
	for (const [field, file] of Object.entries(call.files)) {
		const { bytes, type, name } = dataFile(file);
		form.append(field, bytes, { filename: name, contentType: type });
	}
	// As a buffer, so that the length is known and nothing is sent in chunks.
	return await n8n.webhook(path, form.getBuffer(), form.getHeaders());
}

/** The execution that a webhook call has made; n8n may answer the call before it lists it. */
async function madeAfter(n8n: N8nRest, workflowId: string, before: Set<string>): Promise<string | undefined> {
	const deadline = Date.now() + LISTING_SECONDS * 1000;
	for (;;) {
		const made = (await executionsOf(n8n, workflowId)).filter((id) => !before.has(id));
		if (made.length > 1) throw new Error(`one call of the webhook made ${made.length} executions`);
		if (made.length === 1 || Date.now() > deadline) return made[0];
		await sleep(200);
	}
}

/** Has the vendor send an event, to the trigger's address where one has to be entered there; what came back as an answer. */
async function sendEvent(n8n: N8nRest, trigger: Imported['trigger'], event: EventOrder, all: Vendors) {
	const { vendor, enter, order } = event;
	const { outbox } = all[vendor];
	if (!outbox) throw new Error(`${vendor} sends nothing`);
	if (enter) outbox.register(enter.hook, n8n.webhookUrl(eventPath(trigger, enter.path)));
	const [{ attempts, state }] = await outbox.send(order);
	const [{ answer, problem }] = attempts;
	return answer ?? { status: state === 'delivered' ? 200 : 0, body: problem };
}

/** What starts an example from outside, each time; nothing when n8n starts it by itself. */
function startersOf(n8n: N8nRest, { webhook, event }: Example, trigger: Imported['trigger'], all: Vendors) {
	const path = webhookPath(trigger);
	if (path !== undefined && webhook) return [async () => await callWebhook(n8n, path, webhook)];
	if (event) return [event].flat().map((one) => async () => await sendEvent(n8n, trigger, one, all));
	if (path === undefined) return [];
	throw new Error('it starts from outside, and nothing is said about what to send there');
}

/** Wakes an execution once it waits. */
async function wake(n8n: N8nRest, execution: string, { meanwhile }: Example, all: Vendors): Promise<void> {
	if (!meanwhile) return;
	await untilWaiting(n8n, execution);
	const trigger = triggerOf(readExample(meanwhile.example));
	const { status, body } = await sendEvent(n8n, trigger, meanwhile.event, all);
	if (status !== 200) throw new Error(`"${meanwhile.example}" answered ${status}: ${JSON.stringify(body)}`);
}

async function executeOnce(
	n8n: N8nRest,
	example: Example,
	id: string,
	start: () => Promise<{ status: number; body: unknown }>,
	all: Vendors,
): Promise<Execution> {
	const before = new Set(await executionsOf(n8n, id));
	const answer = await start();
	const made = await madeAfter(n8n, id, before);
	if (made) await wake(n8n, made, example, all);
	const execution = made && (await readExecution(n8n, made));
	const well = answer.status < 300 && execution;
	// Where the workflow itself failed, its own words say more than the webhook's answer.
	if (well || (execution && execution.status !== 'success')) return execution;
	throw new Error(`its trigger answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

async function execute(
	n8n: N8nRest,
	example: Example,
	{ id, trigger }: Imported,
	all: Vendors,
): Promise<Execution[]> {
	const starters = startersOf(n8n, example, trigger, all);
	if (starters.length === 0) return [await readExecution(n8n, await runWorkflow(n8n, id, trigger.name))];
	const executions: Execution[] = [];
	for (const start of starters) executions.push(await executeOnce(n8n, example, id, start, all));
	return executions;
}

/** Why the example itself did not work, in lines; none when it did. */
async function failuresOf(
	n8n: N8nRest,
	example: Example,
	imported: Imported,
	all: Vendors,
): Promise<string[]> {
	try {
		const executions = await execute(n8n, example, imported, all);
		return executions
			.filter(({ status }) => status !== 'success')
			.map(({ status, error }) => `the execution ended with "${status}". ${error ?? ''}`);
	} catch (error) {
		return [(error as Error).message];
	}
}

/** What n8n itself must have kept and has not, in lines. */
export async function missingIn(
	n8n: N8nRest,
	{ tables = [], writes = [] }: Example,
	folder: string,
): Promise<string[]> {
	const rows = await Promise.all(tables.map(async (table) => await missingRows(n8n, table)));
	const files = writes.flatMap(({ name, text }) => {
		const file = join(folder, name);
		const found = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
		if (found === undefined) return [`the file ${name} was not written`];
		return found.trim() === text.trim() ? [] : [`the file ${name} holds ${found}`];
	});
	return [...rows.flat(), ...files];
}

/** Runs one example and compares what every vendor took in with what it was to take in. */
export async function runExample(
	n8n: N8nRest,
	example: FoundExample,
	imported: Imported,
	surroundings: Surroundings & { place: Pick<Place, 'files'> },
): Promise<Outcome[]> {
	const vendors: RunningVendor[] = Object.values(surroundings.vendors);
	const { files } = surroundings.place;
	example.prepare?.(surroundings);
	for (const { name } of example.writes ?? []) rmSync(join(files, name), { force: true });
	const watched = vendors.map((vendor) => ({ vendor, read: watch(vendor) }));
	const expectations = example.holds(surroundings);
	const failures = await failuresOf(n8n, example, imported, surroundings.vendors);
	const missing = await missingIn(n8n, example, files);
	const concerned = watched.flatMap(({ vendor, read }) => {
		const own = expectations.filter(({ vendor: name }) => name === vendor.name);
		const taken = read();
		// A vendor that the example does not name must have got nothing.
		return own.length || taken.held.length ? [{ vendor, own, taken }] : [];
	});
	if (concerned.length === 0) throw new Error(`"${example.name}" names no vendor that must hold anything`);
	return concerned.map(({ vendor, own, taken }) => ({
		example: imported.workflow.name,
		vendor: vendor.title,
		received: describe(taken),
		problems: [...failures, ...missing, ...compareVendor(own, taken)],
	}));
}

import { setTimeout as sleep } from 'node:timers/promises';

import FormData from 'form-data';

import type { RunningVendor } from '../../sandbox';
import { dataFile } from '../../testkit/dataFile';
import type { EventOrder, Example, Surroundings, WebhookCall } from '../../testkit/example';
import type { FoundExample } from '../../testkit/examples';
import { type Execution, executionsOf, readExecution } from '../runtime/executions';
import type { N8nRest } from '../runtime/rest';
import { runWorkflow } from '../runtime/workflows';

import { compareVendor, describe, watch } from './compare';
import type { Outcome } from './table';
import { eventPath, type Imported, webhookPath } from './workflows';

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

/** What starts an example from outside; undefined when n8n starts it by itself. */
function starterOf(n8n: N8nRest, { webhook, event }: Example, trigger: Imported['trigger'], all: Vendors) {
	const path = webhookPath(trigger);
	if (path !== undefined && webhook) return async () => await callWebhook(n8n, path, webhook);
	if (event) return async () => await sendEvent(n8n, trigger, event, all);
	if (path === undefined) return undefined;
	throw new Error('it starts from outside, and nothing is said about what to send there');
}

async function execute(
	n8n: N8nRest,
	example: Example,
	{ id, trigger }: Imported,
	all: Vendors,
): Promise<Execution> {
	const start = starterOf(n8n, example, trigger, all);
	if (!start) return await readExecution(n8n, await runWorkflow(n8n, id, trigger.name));
	const before = new Set(await executionsOf(n8n, id));
	const answer = await start();
	const made = await madeAfter(n8n, id, before);
	const execution = made && (await readExecution(n8n, made));
	const well = answer.status < 300 && execution;
	// Where the workflow itself failed, its own words say more than the webhook's answer.
	if (well || (execution && execution.status !== 'success')) return execution;
	throw new Error(`its trigger answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** Why the example itself did not work; undefined when it did. */
async function failureOf(
	n8n: N8nRest,
	example: Example,
	imported: Imported,
	all: Vendors,
): Promise<string | undefined> {
	try {
		const { status, error } = await execute(n8n, example, imported, all);
		return status === 'success' ? undefined : `the execution ended with "${status}". ${error ?? ''}`;
	} catch (error) {
		return (error as Error).message;
	}
}

/** Runs one example and compares what every vendor took in with what it was to take in. */
export async function runExample(
	n8n: N8nRest,
	example: FoundExample,
	imported: Imported,
	surroundings: Surroundings,
): Promise<Outcome[]> {
	const vendors: RunningVendor[] = Object.values(surroundings.vendors);
	example.prepare?.(surroundings);
	const watched = vendors.map((vendor) => ({ vendor, read: watch(vendor) }));
	const expectations = example.holds(surroundings);
	const failure = await failureOf(n8n, example, imported, surroundings.vendors);
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
		problems: [...(failure ? [failure] : []), ...compareVendor(own, taken)],
	}));
}

import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import { z } from 'zod';

import manifest from '../../package.json';
import type { RunningVendor, VendorName } from '../../sandbox';
import type { Order, Outbox } from '../../sandbox/events/outbox';
import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import type { RunningN8n } from '../../tools/runtime/n8n';
import type { N8nVersion } from '../../tools/runtime/versions';
import { publishWorkflow, type SavedWorkflow, saveWorkflow } from '../../tools/runtime/workflows';
import { type FlowNode, flowOf, type Link } from './flow';
import { freePorts } from './npmStart';

/** n8n's own memory of what has come before, which a restart does not end. Its very first two runs at one moment can fail over the same row. */
export const removeDuplicates: FlowNode = {
	retryOnFail: true,
	waitBetweenTries: 500,
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		logic: 'removeItemsWithAlreadySeenKeyValues',
		dedupeValue: '={{ $json.eventKey }}',
		options: {},
	},
};

/** A node in the middle that takes its time. */
export const waiting = (seconds: number): FlowNode => ({
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: seconds, unit: 'seconds' },
});

/** Waits until something holds, for half a minute at the most unless more tries are given. */
export async function until(holds: () => Promise<boolean> | boolean, most = 150): Promise<void> {
	for (let tries = 0; tries < most; tries += 1) {
		if (await holds()) return;
		await sleep(200);
	}
	throw new Error('It never came true');
}

const counted = z.object({ count: z.number() });

/** How a test's trigger is called, and its flow published. */
export interface Place {
	/** Of the vendor's addresses, as the sandbox calls it. */
	hook: string;
	/** The end of the trigger's address. */
	path: string;
}

/** A real n8n with flows that start when a vendor sends an event. `N8N_RELEASE` names another one than the newest. */
export class Triggers<Name extends VendorName> {
	private constructor(
		private readonly session: EnduranceSession,
		private readonly name: Name,
		private n8n: RunningN8n,
	) {}

	static async start<Of extends VendorName>(
		name: Of,
		stopLater: (stop: () => Promise<void>) => void,
	): Promise<Triggers<Of>> {
		const session = await startEndurance({
			port: await freePorts(9),
			release: process.env.N8N_RELEASE as N8nVersion | undefined,
			say: (line) => void process.stderr.write(`${line}\n`),
			stopLater,
		});
		return new Triggers(session, name, session.n8n);
	}

	get vendor(): EnduranceSession['vendors'][Name] {
		return this.session.vendors[this.name];
	}

	get rest(): EnduranceSession['rest'] {
		return this.session.rest;
	}

	/** A node of the pack. */
	node(name: string, credential: string, parameters: object, more: object = {}): FlowNode {
		return {
			type: `${manifest.name}.${name}`,
			parameters: parameters as FlowNode['parameters'],
			credentials: { [credential]: this.session.credentials.get(credential) },
			...more,
		};
	}

	private get outbox(): Outbox {
		const { outbox, title }: RunningVendor = this.vendor;
		if (!outbox) throw new Error(`${title} sends nothing`);
		return outbox;
	}

	/** Has the vendor send an event; what came of its first try. */
	async send(order: Order) {
		const made = await this.outbox.send(order);
		return made.map(({ attempts, state, id }) => ({ id, state, ...attempts[0] }));
	}

	/** Has the vendor send once more what it has sent. */
	async again(id: number) {
		const [{ attempts, state }] = await this.outbox.again(id);
		return { state, ...attempts[0] };
	}

	async publish(name: string, nodes: Record<string, FlowNode>, links: Link[]): Promise<SavedWorkflow> {
		const saved = await saveWorkflow(this.rest, flowOf(name, nodes, links));
		await publishWorkflow(this.rest, saved);
		return saved;
	}

	/** Where a trigger listens. */
	addressOf(webhookId: string, path: string): string {
		return `${this.n8n.url}/webhook/${webhookId}/${path}`;
	}

	/** Waits until a published trigger answers, which n8n does with 404 for a moment, and enters its address at the vendor. */
	async listen(webhookId: string, { hook, path }: Place): Promise<void> {
		const url = this.addressOf(webhookId, path);
		await until(async () => (await axios.post(url, '{', { validateStatus: () => true })).status !== 404);
		this.outbox.register(hook, url);
	}

	/** How many executions a flow has made; of one status, such as `success`, where that is given. */
	async executionsOf({ id }: SavedWorkflow, status?: string): Promise<number> {
		const asked = JSON.stringify({ workflowId: id, ...(status ? { status: [status] } : {}) });
		const path = `/rest/executions?filter=${encodeURIComponent(asked)}&limit=1`;
		return (await this.rest.data('GET', path, counted)).count;
	}

	/** Kills n8n in the middle of whatever it does. */
	async kill(): Promise<void> {
		await this.n8n.kill();
	}

	/** Starts the killed n8n again, and signs in. */
	async startAgain(): Promise<void> {
		this.n8n = await this.session.startAgain();
		await this.rest.signIn(this.session.owner);
	}
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { z } from 'zod';

import { asFailure, Failure, invalidField } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { finish, pool } from '../../engine/items';
import { locatedId } from '../../engine/locator';
import { readConcurrency } from '../../engine/options';
import { noteWhenStopped, type Outcome } from '../../engine/progress';
import { userIdOf } from '../account';
import { inShape, INVALID_PARAMS, Refusal, type Target, unexpectedAnswer } from '../answers';
import { type Account, call, openAccount } from '../api';
import { MEANINGS } from '../meanings';
import { readTimezone } from '../timezone';
import { packBatches, type ReadyChat } from './batches';
import { buildChat, type Rules } from './body';
import { Delivery } from './deliver';
import { findChats, type FoundChat, type FoundChats } from './findChats';
import { labelOf } from './labels';
import { defaults } from './options';
import { previewOf, shownOf } from './preview';
import { properties } from './properties';
import { readSettings, type UploadSettings } from './settings';

const readIds = inShape(z.object({ data: z.array(z.object({ id: z.number() })) }));

/**
 * `upload.chats`: takes all chats or none. https://callgear.github.io/data_api/communication/upload_chats/
 *
 * @returns the ids in the order of the chats
 * @throws Refusal when something about the chats was wrong, another Failure when the account itself was refused, or when nobody can tell
 */
async function upload(account: Account, batch: ReadyChat[]): Promise<number[]> {
	const chats = batch.map(({ chat }) => chat);
	const params = given({ user_id: batch[0].userId, chats });
	const ids = await call(account, { method: 'upload.chats', params, effect: 'writes' }, readIds).catch(
		ofChats,
	);
	if (ids.data.length === chats.length) return ids.data.map(({ id }) => id);
	throw unexpectedAnswer().with({
		message: `CallGear gave ${ids.data.length} IDs for ${chats.length} chats`,
		remedy: 'Which chat has which ID cannot be told: look them up by their Own Chat ID (ext_id) in CallGear.',
	});
}

const OF_THE_CALLER = ['user_id', 'access_token'];

/** Leaves the refusals that another choice of chats could avoid; of mnemonics that are not documented, the number alone is known. */
function ofChats(caught: unknown): never {
	if (!(caught instanceof Refusal)) throw caught;
	const { code, target, facts } = caught;
	const meaning = MEANINGS[String(facts.vendorCode)];
	const ofParams = meaning ? !meaning.accountWide : code === INVALID_PARAMS;
	throw ofParams && !OF_THE_CALLER.includes(target.field ?? '') ? caught : new Failure(facts);
}

/** Whether every other upload would fail for the same reason, so that none needs to be tried. */
function meetsEveryCall({ facts: { vendorCode } }: Failure): boolean {
	return vendorCode === 'limit_exceeded' || MEANINGS[String(vendorCode)]?.accountWide === true;
}

/** One run of the node: all chats are read and checked, packed into batches, and delivered or only shown. */
class Run {
	private readonly outcomes: Array<Outcome | undefined>;

	private failed = false;

	/** Why no upload can pass any more, once CallGear has said so. */
	private closed?: Failure;

	private zone?: Promise<string>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly account: Account,
		private readonly settings: UploadSettings,
	) {
		this.outcomes = context.getInputData().map(() => undefined);
	}

	async execute({ chats, failures }: FoundChats): Promise<INodeExecutionData[][]> {
		for (const [item, failure] of failures) this.fail([item], failure);
		const ready = await this.readAll(chats);
		const batches = packBatches(ready, this.settings.batchSize);
		if (!this.stopping()) {
			if (this.settings.checkOnly) this.preview(batches);
			else await this.deliver(batches);
		}
		if (!this.stopping()) this.closeRest(ready);
		return finish(this.context, this.outcomes);
	}

	/** Whether On Error says to stop; a batch under way is still brought to its end. */
	private stopping(): boolean {
		return this.failed && !this.context.continueOnFail();
	}

	private async deliver(batches: ReadyChat[][]): Promise<void> {
		const over = () => this.closed !== undefined || this.context.getExecutionCancelSignal()?.aborted === true;
		const delivery = new Delivery(
			async (batch) => await upload(this.account, batch),
			(chat, outcome) => this.report(chat, outcome),
			over,
		);
		const concurrency = readConcurrency(this.context, properties, defaults);
		const halted = () => over() || this.stopping();
		const underWay = new Set<number>();
		const letGo = noteWhenStopped(this.context, this.outcomes, underWay);
		await pool(batches.length, { concurrency, halted }, async (index) => {
			for (const { items } of batches[index]) for (const item of items) underWay.add(item);
			await delivery.send(batches[index]);
		});
		letGo();
	}

	private preview(batches: ReadyChat[][]): void {
		const { summary, chats } = previewOf(batches);
		for (const [{ items }, json] of chats) this.give(items, json);
		this.context.addExecutionHints({ message: summary, location: 'outputPane' });
	}

	private async readAll(chats: FoundChat[]): Promise<ReadyChat[]> {
		const ready: ReadyChat[] = [];
		const now = DateTime.now();
		for (const found of chats) {
			try {
				ready.push(await this.read(found, now));
			} catch (caught) {
				this.fail(found.items, asFailure(caught));
			}
		}
		return ready;
	}

	private async read(found: FoundChat, now: DateTime): Promise<ReadyChat> {
		const fields = Fields.ofItem(this.context, found.items[0], properties);
		const incoming = found.read(fields);
		const options = fields.collection('options');
		const named = userIdOf(locatedId(options.raw('userId')), options.label('userId'));
		const userId = named ?? this.account.userId;
		const { equalStart, makeExtId, inputInAccountZone } = this.settings;
		const zone = await this.accountZone(userId, options.label('accountTimezone'));
		const inputZone = inputInAccountZone ? zone : this.context.getTimezone();
		const rules: Rules = { zone, inputZone, now, equalStart, makeExtId };
		const built = buildChat(incoming, rules);
		const { chat } = built;
		return given({
			chat,
			bytes: Buffer.byteLength(JSON.stringify(chat)),
			items: found.items,
			userId,
			labelOf: (target: Target) => labelOf(target, incoming, built),
		});
	}

	/** The zone of the account; asked for once, whatever comes of it. */
	private async accountZone(userId: number | undefined, field: string): Promise<string> {
		if (this.settings.accountZone) return this.settings.accountZone;
		if (userId !== undefined) {
			throw invalidField(
				field,
				'is empty, and CallGear does not tell it to agents',
				"Enter the time zone of the customer's account, e.g. Asia/Dubai.",
			);
		}
		this.zone ??= readTimezone(this.account).catch(withoutZone);
		return await this.zone;
	}

	private report(ready: ReadyChat, outcome: number | Failure): void {
		const { items } = ready;
		if (outcome instanceof Failure) {
			if (meetsEveryCall(outcome)) this.closed = outcome;
			return this.fail(items, outcome);
		}
		this.give(items, { id: outcome, ...shownOf(ready) });
	}

	/** One output item for all the items that a chat was made of. */
	private give(items: number[], json: IDataObject): void {
		const [first, ...others] = items;
		const pairedItem = others.length === 0 ? { item: first } : items.map((item) => ({ item }));
		this.outcomes[first] = [{ json, pairedItem }];
		for (const item of others) this.outcomes[item] = [];
	}

	/** Gives the chats that were not tried the reason why no upload can pass. */
	private closeRest(ready: ReadyChat[]): void {
		if (!this.closed) return;
		const notTried = this.closed.with({ delivery: 'notSent' });
		for (const { items } of ready) if (this.outcomes[items[0]] === undefined) this.fail(items, notTried);
	}

	private fail(items: number[], failure: Failure): void {
		this.failed = true;
		for (const item of items) this.outcomes[item] = failure;
	}
}

/** What is wrong comes first, since it would meet the upload as well; only where the question itself is, entering the zone helps. */
function withoutZone(caught: unknown): never {
	const failure = asFailure(caught);
	const { remedy, vendorCode } = failure.facts;
	const found = "This came up when the node asked CallGear for the account's time zone";
	throw failure.with({
		remedy:
			vendorCode === 'forbidden'
				? `${found}, which only customers may. As an agent, enter Account Time Zone and User ID in the options; with a key of the customer, give its user the right, or enter Account Time Zone.`
				: `${remedy} ${found}, before anything was uploaded.`,
		delivery: 'notSent',
	});
}

/**
 * Uploads the chats of all input items.
 *
 * @throws NodeApiError or NodeOperationError as the node's On Error setting says
 */
export async function uploadChats(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const prepared = await prepare(context).catch(asFailure);
	if (!(prepared instanceof Failure)) return await prepared.run.execute(prepared.found);
	const outcomes = items.map(() => prepared);
	return finish(context, outcomes);
}

async function prepare(context: IExecuteFunctions): Promise<{ run: Run; found: FoundChats }> {
	const settings = readSettings(context);
	const found = findChats(context);
	const account = await openAccount(context, settings.request);
	return { run: new Run(context, account, settings), found };
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { asFailure, Failure, invalidField } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { finish, pool } from '../../engine/items';
import { locatedId } from '../../engine/locator';
import { readConcurrency } from '../../engine/options';
import { noteWhenStopped, type Outcome } from '../../engine/progress';
import { userIdOf } from '../account';
import { type Account, meetsEveryCall, openAccount, readTimezone, uploadChats } from '../api';
import { packBatches, type ReadyChat } from './batches';
import { buildChat, type Rules } from './chat';
import { Delivery } from './deliver';
import { findChats, type Source, type Sources } from './input';
import { labelOf } from './labels';
import { defaults } from './options';
import { previewOf, shownOf } from './preview';
import { properties } from './properties';
import { readSettings, type UploadSettings } from './settings';

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

	async execute({ chats, failures }: Sources): Promise<INodeExecutionData[][]> {
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
			async (batch) => await this.upload(batch),
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

	private async readAll(chats: Source[]): Promise<ReadyChat[]> {
		const ready: ReadyChat[] = [];
		const now = DateTime.now();
		for (const source of chats) {
			try {
				ready.push(await this.read(source, now));
			} catch (caught) {
				this.fail(source.items, asFailure(caught));
			}
		}
		return ready;
	}

	private async read(source: Source, now: DateTime): Promise<ReadyChat> {
		const fields = Fields.ofItem(this.context, source.items[0], properties);
		const draft = source.draft(fields);
		const options = fields.collection('options');
		const named = userIdOf(locatedId(options.raw('userId')), options.label('userId'));
		const userId = named ?? this.account.userId;
		const { equalStart, makeExtId, inputInAccountZone } = this.settings;
		const zone = await this.accountZone(userId, options.label('accountTimezone'));
		const inputZone = inputInAccountZone ? zone : this.context.getTimezone();
		const rules: Rules = { zone, inputZone, now, equalStart, makeExtId };
		const built = buildChat(draft, rules);
		const { chat } = built;
		const bytes = Buffer.byteLength(JSON.stringify(chat));
		return {
			chat,
			bytes,
			items: source.items,
			...(userId === undefined ? {} : { userId }),
			labelOf: (refusal) => labelOf(refusal, draft, built),
		};
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

	private async upload(batch: ReadyChat[]) {
		const chats = batch.map(({ chat }) => chat);
		return await uploadChats(this.account, chats, batch[0].userId);
	}

	private report(ready: ReadyChat, outcome: number | Failure): void {
		const { items } = ready;
		if (outcome instanceof Failure) {
			if (meetsEveryCall(outcome.facts.vendorCode)) this.closed = outcome;
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
export async function runUpload(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const prepared = await prepare(context).catch(asFailure);
	if (prepared instanceof Failure)
		return finish(
			context,
			items.map(() => prepared),
		);
	return await prepared.run.execute(prepared.sources);
}

async function prepare(context: IExecuteFunctions): Promise<{ run: Run; sources: Sources }> {
	const settings = readSettings(context);
	const sources = findChats(context);
	const account = await openAccount(context, settings.request);
	return { run: new Run(context, account, settings), sources };
}

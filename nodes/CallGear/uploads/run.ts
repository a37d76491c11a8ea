import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { uniq } from 'lodash';
import { z } from 'zod';

import type { Waited } from '../../engine/limiter';
import { Delivered } from '../../engine/delivered';
import { asFailure, Failure, isTool } from '../../engine/errors';
import { given } from '../../engine/given';
import { outputCleaner } from '../../engine/http';
import { finish, pool } from '../../engine/items';
import { readConcurrency } from '../../engine/options';
import { isUncertain } from '../../engine/kept';
import { listed, noteWhenStopped, type Outcome } from '../../engine/progress';
import { cleaned } from '../../engine/secrets';
import { breathing } from '../../engine/wait';
import { inShape, INVALID_PARAMS, Refusal, unexpectedAnswer } from '../answers';
import { type Call, call } from '../api';
import { meaningOf } from '../meanings';
import { packBatches } from './batches';
import { Delivery, type UploadId } from './deliver';
import { singly } from './findings';
import { withEncoding } from './garbled';
import { hintOfLoop, zoneNoLongerAsked } from './hints';
import type { Found, Input, Kind } from './kind';
import { previewOf } from './preview';
import type { Ready } from './ready';
import { htmlOf, summaryOf } from './report';
import { readSettings, type UploadSettings } from './settings';
import { Uploaded } from './uploaded';

/** Documented as a number; taken as text as well, of which one that is too large for a number stays. */
const uploadId = z
	.union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,30}$/)])
	.transform((id) => (Number.isSafeInteger(Number(id)) ? Number(id) : String(id)));

const readIds = inShape(z.object({ data: z.array(z.object({ id: uploadId })) }));

/**
 * Uploads a batch, of which CallGear takes all or nothing.
 *
 * @param batch what goes to one account and customer
 * @returns the ids in the order of the batch
 * @throws Refusal when something in the batch was wrong, another Failure when the account itself was refused, or when nobody can tell
 */
async function upload(kind: Kind, batch: Ready[], waited: Waited): Promise<UploadId[]> {
	const [{ account, userId }] = batch;
	const params = given({ user_id: userId, [kind.list]: batch.map(({ body }) => body) });
	const rpc: Call = { method: kind.method, params, effect: 'writes', hints: kind.hints };
	const sender = { ...account, options: { ...account.options, waited } };
	const { data } = await call(sender, rpc, readIds).catch(ofBatch);
	const ids = data.map(({ id }) => id);
	if (ids.length === batch.length && uniq(ids).length === batch.length) return ids;
	throw unexpectedAnswer().with({
		message: `CallGear gave ${uniq(ids).length} IDs for ${batch.length} ${kind.many}`,
		remedy: `Which ${kind.one} has which ID cannot be told: look them up by their ${kind.ownId} (ext_id) in CallGear.`,
	});
}

const OF_THE_CALLER = ['user_id', 'access_token'];

/** Leaves the refusals that another batch could avoid; of mnemonics that are not documented, the number alone is known. */
function ofBatch(caught: unknown): never {
	if (!(caught instanceof Refusal)) throw caught;
	const { code, target, facts } = caught;
	const meaning = meaningOf(facts.vendorCode);
	const ofParams = meaning ? !meaning.accountWide : code === INVALID_PARAMS;
	throw ofParams && !OF_THE_CALLER.includes(target.field ?? '') ? caught : new Failure(facts);
}

/** Whether every other upload of the account would fail for the same reason, so that none needs to be tried. */
function meetsEveryCall({ facts: { vendorCode } }: Failure): boolean {
	return vendorCode === 'limit_exceeded' || meaningOf(vendorCode)?.accountWide === true;
}

/** Whether an item was, or may have been, carried out. */
const isSent = (outcome: Outcome | undefined) => Array.isArray(outcome) || isUncertain(outcome);

/** One run of a node: all is read and checked, packed into batches, and delivered or only shown. */
class Run<One extends Found> {
	private failed = false;

	/** What earlier runs have uploaded, where that is to be skipped. */
	private readonly uploaded?: Uploaded;

	/** All that is wrong before anything is sent, each with the item to blame. */
	private readonly problems: Failure[] = [];

	/** The items that cannot be sent for it. */
	private readonly refused = new Set<number>();

	/** Why no upload of an account can pass any more, once CallGear has said so; by the account's ID. */
	private readonly closed = new Map<string, Failure>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly kind: Kind<One>,
		private readonly settings: UploadSettings,
		private readonly delivered: Delivered,
	) {
		const { skipUploaded } = settings;
		this.uploaded = skipUploaded && new Uploaded(context, kind, skipUploaded);
	}

	async execute({ found, empty }: Input<One>): Promise<INodeExecutionData[][]> {
		const ready = await this.readAll(found.filter((one) => !this.isSettled(one)));
		await this.tellProblems();
		const open = this.stopping() ? [] : await this.withoutUploaded(ready);
		const batches = packBatches(open, this.settings.batchSize);
		if (!this.stopping()) {
			if (this.settings.checkOnly) this.preview(batches);
			else await this.deliver(batches);
		}
		if (!this.stopping()) {
			this.closeRest(ready);
			this.skip(empty);
		}
		return await finish(this.context, this.delivered.outcomes, this.delivered);
	}

	/** Whether one is not to be sent because an earlier try has delivered it or left it in doubt; one of which an item has changed since is another one. */
	private isSettled({ items }: One): boolean {
		const { outcomes } = this.delivered;
		if (items.some((item) => this.delivered.open.has(item))) {
			for (const item of items) if (Array.isArray(outcomes[item])) outcomes[item] = undefined;
			return false;
		}
		const [first] = items;
		const outcome = outcomes[first];
		// What a retry knows from the failed execution has lost its pairing
		if (Array.isArray(outcome)) for (const { json } of outcome) this.give(items, json);
		return true;
	}

	/** Whether On Error says to stop; a batch under way is still brought to its end. */
	private stopping(): boolean {
		return this.failed && !this.context.continueOnFail();
	}

	private async deliver(batches: Ready[][]): Promise<void> {
		const { kind } = this;
		const cancelled = () => this.context.getExecutionCancelSignal()?.aborted === true;
		const send = async (batch: Ready[], waited: Waited) => await upload(kind, batch, waited);
		const delivery = new Delivery(kind, send, (one, outcome) => this.report(one, outcome), {
			again: this.settings.request.retry.retryUncertain,
			over: ([{ account }]) => this.closed.has(account.id) || cancelled(),
		});
		const atOnce = readConcurrency(this.context, kind.properties);
		const halted = () => this.stopping() || cancelled();
		const underWay = new Set<number>();
		const letGo = noteWhenStopped(this.context, this.delivered.outcomes, underWay, () => true);
		await pool(batches.length, { atOnce, halted }, async (index) => {
			for (const { items } of batches[index]) for (const item of items) underWay.add(item);
			await delivery.send(batches[index]);
			await this.remember(batches[index]);
		});
		letGo();
	}

	/** Leaves out what was uploaded before, and says how many they are. */
	private async withoutUploaded(ready: Ready[]): Promise<Ready[]> {
		if (!this.uploaded || ready.length === 0) return ready;
		const known = await this.uploaded.among(ready).catch(asFailure);
		if (known instanceof Failure) {
			for (const { items } of ready) this.fail(items, known.with({ ofAll: true }));
			return [];
		}
		if (known.size === 0) return ready;
		for (const { items, shown } of known) this.give(items, { skipped: true, ...shown });
		const message = `${known.size} of ${ready.length} ${this.kind.many} were uploaded before and are skipped.`;
		this.context.addExecutionHints({ message, location: 'outputPane' });
		return ready.filter((one) => !known.has(one));
	}

	/** Remembers what CallGear has stored of a batch. It is stored all the same where n8n cannot keep that. */
	private async remember(batch: Ready[]): Promise<void> {
		const stored = batch.filter(({ items }) => Array.isArray(this.delivered.outcomes[items[0]]));
		if (!this.uploaded || stored.length === 0) return;
		try {
			await this.uploaded.remember(stored);
		} catch (caught) {
			const message = `${asFailure(caught).message}. The next run would upload ${stored.length} of the ${this.kind.many} again.`;
			this.context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
		}
	}

	private preview(batches: Ready[][]): void {
		const { hints, shown } = previewOf(batches, this.kind);
		for (const [{ items }, json] of shown) this.give(items, json);
		this.context.addExecutionHints(...hints);
	}

	private async readAll(all: One[]): Promise<Ready[]> {
		const ready: Ready[] = [];
		const breathe = breathing();
		for (const found of all) {
			await breathe();
			try {
				ready.push(await this.kind.read(this.context, found, this.settings.request));
			} catch (caught) {
				this.refuse(found.items, asFailure(caught));
			}
		}
		return ready;
	}

	private refuse(items: number[], failure: Failure): void {
		const told = this.withEncoding(items, failure);
		this.fail(items, told);
		if (told.facts.vendor !== undefined) return;
		const singles = singly(told).map((single) => single.with({ item: single.facts.item ?? items[0] }));
		this.problems.push(...singles);
		for (const item of items) this.refused.add(item);
	}

	/** Tells all that is wrong with the items in one text: as the error where it ends the run, else beside the output. */
	private async tellProblems(): Promise<void> {
		const { context, problems, refused } = this;
		if (problems.length === 0) return;
		const all = context.getInputData().length;
		const { failure, lines } = summaryOf(problems, { refused: refused.size, all });
		if (this.stopping()) {
			const told = this.delivered.outcomes.some(isSent) ? lines : [...lines, 'Nothing was sent.'];
			const plain = isTool(context.getNode()) || lines.length === 1;
			const remedy = plain ? told.join(' ') : htmlOf(told);
			const whole = failure.with({ remedy, ofAll: true });
			for (const item of refused) this.delivered.report(item, whole);
			return;
		}
		if (problems.length === 1) return;
		const message = `${failure.facts.message}. ${htmlOf(lines)}`;
		const shown = cleaned(message, await outputCleaner(context));
		context.addExecutionHints({ message: shown, location: 'outputPane', type: 'warning' });
	}

	private report({ items, account, shown }: Ready, outcome: UploadId | Failure): void {
		if (outcome instanceof Failure) {
			if (meetsEveryCall(outcome)) this.closed.set(account.id, outcome);
			return this.fail(items, outcome);
		}
		this.give(items, { id: outcome, ...shown });
	}

	/**
	 * One output item for all the items that something was made of, paired with the first: n8n finds what belongs to an item (`$('…').item`) only
	 * where it is paired with one.
	 */
	private give([first, ...others]: number[], json: IDataObject): void {
		this.delivered.report(first, [{ json, pairedItem: { item: first } }]);
		for (const item of others) this.delivered.report(item, []);
	}

	/** Gives what was not tried the reason why no upload can pass. */
	private closeRest(ready: Ready[]): void {
		for (const { items, account } of ready) {
			const reason = this.closed.get(account.id);
			if (!reason || this.delivered.outcomes[items[0]] !== undefined) continue;
			this.fail(items, reason.with({ delivery: 'notSent', tries: undefined }));
		}
	}

	/** Says which items are passed over, since nothing stands in them. */
	private skip(empty: number[]): void {
		if (empty.length === 0) return;
		for (const item of empty) this.delivered.report(item, []);
		const message = `Empty rows were passed over: ${listed(empty)}.`;
		this.context.addExecutionHints({ message, location: 'outputPane' });
	}

	private fail(items: number[], failure: Failure): void {
		this.failed = true;
		const told = this.withEncoding(items, failure);
		for (const item of items) this.delivered.report(item, told);
	}

	private withEncoding(items: number[], failure: Failure): Failure {
		const input = this.context.getInputData();
		return withEncoding(
			failure,
			items.map((item) => input[item].json),
		);
	}
}

/**
 * Uploads what all input items hold.
 *
 * @throws NodeApiError or NodeOperationError as the node's On Error setting says
 */
export async function uploadAll<One extends Found>(
	context: IExecuteFunctions,
	kind: Kind<One>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const prepared = await prepare(context, kind).catch(asFailure);
	if (prepared instanceof Failure) {
		const ofAll = prepared.with({ ofAll: true });
		const outcomes = items.map(() => ofAll);
		return await finish(context, outcomes);
	}
	hintOfLoop(context, prepared.input.found.length, kind);
	return await prepared.run.execute(prepared.input).finally(() => zoneNoLongerAsked(context));
}

/** @throws what has to be right for anything to be sent, and is not */
async function prepare<One extends Found>(
	context: IExecuteFunctions,
	kind: Kind<One>,
): Promise<{ run: Run<One>; input: Input<One> }> {
	const settings = readSettings(context, kind.properties);
	const input = kind.find(context);
	const { checkOnly, request } = settings;
	const delivered = checkOnly
		? Delivered.nothing(context)
		: await Delivered.begin(context, () => request.retry.retryUncertain);
	return { run: new Run(context, kind, settings, delivered), input };
}

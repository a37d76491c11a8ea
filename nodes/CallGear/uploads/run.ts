import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Delivered } from '../../engine/delivered';
import { asFailure, Failure } from '../../engine/errors';
import { hint } from '../../engine/hint';
import { finish, isCancelled, pool } from '../../engine/items';
import type { Waited } from '../../engine/limiter';
import { readConcurrency } from '../../engine/options';
import { listed, noteWhenStopped } from '../../engine/progress';
import { Ahead } from './ahead';
import { packBatches } from './batches';
import { Delivery, type UploadId } from './deliver';
import { hintOfLoop, zoneNoLongerAsked } from './hints';
import type { Found, Input, Kind } from './kind';
import { Preview } from './preview';
import { Problems } from './problems';
import { Reading } from './reading';
import type { Ready } from './ready';
import { Results } from './results';
import { meetsEveryCall, upload } from './send';
import { readSettings, type UploadSettings } from './settings';
import { Uploaded } from './uploaded';

/** One run of a node: what was found is read, checked and packed into batches while others are under way, or only shown. */
class Run<One extends Found> {
	/** What earlier runs have uploaded, where that is to be skipped. */
	private readonly uploaded?: Uploaded;

	/** What they have. */
	private readonly known = new Set<One>();

	private readonly results: Results;

	private readonly problems: Problems;

	private readonly reading: Reading<One>;

	/** Why no upload of an account can pass any more, once CallGear has said so; by the account's ID. */
	private readonly closed = new Map<string, Failure>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly kind: Kind<One>,
		private readonly settings: UploadSettings,
		delivered: Delivered,
	) {
		const { skipUploaded, request } = settings;
		this.uploaded = skipUploaded && new Uploaded(context, kind, skipUploaded);
		this.results = new Results(context, delivered);
		this.problems = new Problems(context, this.results);
		this.reading = new Reading(context, kind, request, this.problems, () => isCancelled(this.context));
	}

	async execute({ found, empty }: Input<One>): Promise<INodeExecutionData[][]> {
		const { results, settings } = this;
		const open = await this.looked(found.filter((one) => !results.isSettled(one)));
		const batches = packBatches(this.toSend(open), settings.batchSize);
		if (settings.checkOnly) await this.preview(batches);
		else await this.deliver(batches, open.length);
		if (!results.stopping) this.skip(empty);
		return await results.finish();
	}

	/**
	 * Looks at everything before anything is sent, where that decides what is: On Error "Stop" sends nothing as long as something is wrong, and what was
	 * uploaded before is asked for once.
	 *
	 * @returns what is to be read for good
	 */
	private async looked(found: One[]): Promise<One[]> {
		const { context, settings, uploaded, results } = this;
		if ((settings.checkOnly || context.continueOnFail()) && !uploaded) return found;
		const keys: string[] = [];
		const good = await this.reading.look(found, (ready) => {
			if (uploaded) keys.push(uploaded.keyOf(ready));
		});
		await this.problems.tell();
		if (results.stopping) return [];
		return uploaded ? await this.withoutUploaded(good, keys, uploaded) : good;
	}

	/** Notes what was uploaded before, and says how many they are. @param keys one for each */
	private async withoutUploaded(good: One[], keys: string[], uploaded: Uploaded): Promise<One[]> {
		if (good.length === 0) return [];
		const known = await uploaded.among(keys).catch(asFailure);
		if (known instanceof Failure) {
			for (const { items } of good) this.results.fail(items, known.with({ ofAll: true }));
			return [];
		}
		for (const [index, one] of good.entries()) if (known.has(keys[index])) this.known.add(one);
		if (this.known.size === 0) return good;
		hint(
			this.context,
			`${this.known.size} of ${good.length} ${this.kind.many} were uploaded before and are skipped.`,
		);
		return good;
	}

	/** What is left to be sent; what was uploaded before is passed over. */
	private async *toSend(open: One[]): AsyncGenerator<Ready> {
		for await (const { one, ready } of this.reading.of(open)) {
			if (this.known.has(one)) this.results.give(ready.items, { skipped: true, ...ready.shown });
			else yield ready;
		}
	}

	private async preview(batches: AsyncIterable<Ready[]>): Promise<void> {
		const preview = new Preview(this.kind);
		for await (const batch of batches) preview.add(batch);
		await this.problems.tell();
		if (this.results.stopping) return;
		this.context.addExecutionHints(...preview.end());
		for (const { items, json } of preview.shown) this.results.give(items, json);
	}

	private async deliver(batches: AsyncIterator<Ready[]>, most: number): Promise<void> {
		const { context, kind, results } = this;
		const delivery = new Delivery(
			kind,
			async (batch: Ready[], waited: Waited) => await upload(kind, batch, waited),
			(one, outcome) => this.report(one, outcome),
			{
				again: this.settings.request.retry.retryUncertain,
				over: ([{ account }]) => this.closed.has(account.id) || isCancelled(this.context),
			},
		);
		const atOnce = readConcurrency(context, kind.properties);
		const ahead = new Ahead(batches);
		const halted = () => results.stopping || isCancelled(this.context);
		const underWay = new Set<number>();
		const letGo = noteWhenStopped(context, results.outcomes, underWay, () => true);
		await pool(most, { atOnce, halted: () => ahead.ended || halted() }, async () => {
			const batch = await ahead.take();
			if (!batch || halted()) return;
			const items = batch.flatMap((ready) => ready.items);
			for (const item of items) underWay.add(item);
			await delivery.send(batch);
			if (!results.stopping) this.closeRest(batch);
			await this.remember(batch);
			for (const item of items) underWay.delete(item);
		});
		await ahead.close();
		letGo();
		if (!results.stopping) await this.problems.tell();
	}

	/** Remembers what CallGear has stored of a batch. It is stored all the same where n8n cannot keep that. */
	private async remember(batch: Ready[]): Promise<void> {
		const stored = batch.filter(({ items }) => Array.isArray(this.results.outcomes[items[0]]));
		if (!this.uploaded || stored.length === 0) return;
		try {
			await this.uploaded.remember(stored);
		} catch (caught) {
			const message = `${asFailure(caught).message}. The next run would upload ${stored.length} of the ${this.kind.many} again.`;
			hint(this.context, message, 'warning');
		}
	}

	private report({ items, account, shown }: Ready, outcome: UploadId | Failure): void {
		if (!(outcome instanceof Failure)) return this.results.give(items, { id: outcome, ...shown });
		if (meetsEveryCall(outcome)) this.closed.set(account.id, outcome);
		this.results.fail(items, outcome);
	}

	/** Gives what was not tried the reason why no upload can pass. */
	private closeRest(batch: Ready[]): void {
		for (const { items, account } of batch) {
			const reason = this.closed.get(account.id);
			if (!reason || this.results.outcomes[items[0]] !== undefined) continue;
			this.results.fail(items, reason.with({ delivery: 'notSent', tries: undefined }));
		}
	}

	/** Says which items are passed over, since nothing stands in them. */
	private skip(empty: number[]): void {
		if (empty.length === 0) return;
		this.results.pass(empty);
		hint(this.context, `Empty rows were passed over: ${listed(empty)}.`);
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
	const input = await kind.find(context);
	const { checkOnly, request } = settings;
	const delivered = checkOnly
		? Delivered.nothing(context)
		: await Delivered.begin(context, () => request.retry.retryUncertain);
	return { run: new Run(context, kind, settings, delivered), input };
}

/** The option "Send Once": what one execution has begun or delivered is known to those that come after it. */

import type { IExecuteFunctions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { hasDoneSteps } from './delivered';
import { asFailure, Failure, isTool } from './errors';
import { executionOf, placeOf } from './executionPlace';
import type { Fields } from './fields';
import { hint } from './hint';
import { inputHash, isUncertain } from './kept';
import { Marks } from './marks';
import { sendsUncertain } from './options';
import type { Outcome } from './progress';
import { inTurn } from './turns';
import { wait } from './wait';

/** What was there before: nothing, a delivery, or a beginning of which nobody knows the end. */
type Before = 'nothing' | 'delivery' | 'doubt';

const MOST_LOOKS = 20;

/** While an item is under way, its mark is looked after: soon at first, then ever more rarely. In milliseconds. */
const FIRST_LOOK_MS = 100;
const LAST_LOOKS_MS = 5000;

/**
 * The marks of one key. n8n's store can only be asked by writing into it, so `asked` is written together with `delivered`: as long as it stands there,
 * `delivered` says nothing.
 */
class Claim {
	private readonly begun: string;
	private readonly delivered: string;
	private readonly asked: string;
	/** Tells it from another execution that begins at the same moment. */
	private readonly own: string;

	constructor(
		private readonly marks: Marks,
		key: string,
	) {
		this.begun = `${key} begun`;
		this.delivered = `${key} delivered`;
		this.asked = `${key} asked`;
		this.own = `${key} begun by ${randomUUID()}`;
	}

	/** Marks the key as begun, unless it has been. @throws Failure when n8n does not keep that */
	async make(): Promise<Before> {
		const fresh = await this.marks.put([this.begun, this.own]);
		if (!fresh.has(this.begun)) return await this.ask();
		const last = await this.kept([this.begun, this.own]);
		return last.has(this.own) ? await this.ask() : 'nothing';
	}

	/**
	 * Puts marks in again until the first of them has stayed: another process may have taken them away.
	 *
	 * @returns those that had not
	 */
	private async kept(marks: string[]): Promise<Set<string>> {
		for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
			await this.marks.settle();
			const fresh = await this.marks.put(marks);
			if (!fresh.has(marks[0])) return fresh;
		}
		throw new Failure({
			message: 'n8n does not keep what was sent: other executions write over it',
			remedy:
				'Have fewer executions of the workflow run at the same time, or take "Send Once" out of the options.',
			anew: 'Try again later.',
			delivery: 'notSent',
		});
	}

	private async ask(): Promise<Before> {
		const fresh = await this.marks.put([this.delivered, this.asked]);
		const wasDelivered = fresh.has(this.asked) && !fresh.has(this.delivered);
		await this.marks.remove(wasDelivered ? [this.asked, this.own] : [this.own]);
		return wasDelivered ? 'delivery' : 'doubt';
	}

	/** Does the work, and meanwhile puts the mark in again where another process has taken it away. */
	async during<T>(work: () => Promise<T>): Promise<T> {
		const done = new AbortController();
		const looks = this.lookAfter(done.signal);
		try {
			return await work();
		} finally {
			done.abort();
			await looks;
		}
	}

	private async lookAfter(done: AbortSignal): Promise<void> {
		for (let pause = FIRST_LOOK_MS; ; pause = Math.min(2 * pause, LAST_LOOKS_MS)) {
			await wait(pause, done);
			if (done.aborted) return;
			// Where n8n fails now, the next look or the end shows it
			await this.marks.put([this.begun]).catch(asFailure);
		}
	}

	async confirm(): Promise<void> {
		const fresh = await this.marks.put([this.delivered, this.begun]);
		if (!fresh.has(this.delivered)) await this.marks.remove([this.asked]);
		await this.kept([this.delivered]);
	}

	/** To be called when it certainly was not delivered. */
	async withdraw(): Promise<void> {
		await this.marks.remove([this.begun, this.own]);
	}
}

/** What the message is known by; undefined where it is not to be known. */
function keyOf(context: IExecuteFunctions, fields: Fields): string | undefined {
	const options = fields.collection('options');
	const way = options.optionalChoice('sendOnce') ?? 'off';
	if (way === 'off') return undefined;
	if (way === 'key') return JSON.stringify(['key', options.id('sendOnceKey')]);
	const { itemIndex } = fields;
	const input = inputHash(context, itemIndex);
	if (input === undefined) {
		throw new Failure({
			message: 'The input of this item cannot be written down, so nothing would know it again',
			remedy: `Choose "By Own Key" in "${options.label('sendOnce')}".`,
			delivery: 'notSent',
		});
	}
	// A model that starts anew may call its tools in another order
	const place = isTool(context.getNode()) ? [executionOf(context)] : placeOf(context, itemIndex);
	return JSON.stringify([...place, input]);
}

const DOUBT = new Failure({
	message: 'This was begun before, and nothing tells whether it arrived',
	remedy:
		'An earlier or another execution has begun to send it under the same key of "Send Once", and was ended in the middle, left it uncertain or delivered in part, or is still at it.',
	delivery: 'uncertain',
	repeatable: true,
	before: true,
});

/**
 * Sends an item unless an earlier execution has delivered it, or has begun to and left it in doubt; where the item's options do not ask for that, it is
 * simply sent.
 *
 * @param send must not throw
 */
export async function sentOnce(
	context: IExecuteFunctions,
	fields: Fields,
	send: () => Promise<Outcome>,
): Promise<Outcome> {
	try {
		const key = keyOf(context, fields);
		if (key === undefined) return await send();
		const marks = new Marks(context);
		return await inTurn(`${marks.place} ${key}`, async () => {
			const claim = new Claim(marks, key);
			const before = await claim.make();
			if (before === 'delivery') return [{ json: { alreadyDelivered: true } }];
			// It was this execution, or the failed one before it, that has begun, and what of it has arrived is known
			const isOwn = hasDoneSteps(context, fields.itemIndex);
			if (before === 'doubt' && !isOwn && !sendsUncertain(fields)) return DOUBT;
			const outcome = await claim.during(send);
			await settle(context, claim, hasDoneSteps(context, fields.itemIndex) || before === 'doubt', outcome);
			return before === 'doubt' && !isOwn && outcome instanceof Failure
				? outcome.with({ delivery: 'uncertain' })
				: outcome;
		});
	} catch (caught) {
		return asFailure(caught);
	}
}

/** Marks what has become of an item. @param begun whether some of it may have arrived before */
async function settle(
	context: IExecuteFunctions,
	claim: Claim,
	begun: boolean,
	outcome: Outcome,
): Promise<void> {
	try {
		if (Array.isArray(outcome)) await claim.confirm();
		else if (!begun && !isUncertain(outcome)) await claim.withdraw();
	} catch (caught) {
		const message = `${asFailure(caught).message}. Run again, an item that was sent or refused now would be uncertain.`;
		hint(context, message, 'warning');
	}
}

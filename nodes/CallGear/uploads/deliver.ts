import { isEqual } from 'lodash';

import type { Waited } from '../../engine/limiter';
import { asFailure, Failure } from '../../engine/errors';
import { Refusal, type Target, VENDOR } from '../answers';
import { placeIn, positionIn } from '../refusalPath';
import type { Kind } from './kind';
import type { Ready } from './ready';

/** CallGear's number of what it has stored, as text where a number would not hold it exactly. */
export type UploadId = number | string;

/**
 * Sends a batch in one request; gives the ids in order. Throws the `Refusal` of it all when another choice of what is in it could avoid it.
 *
 * @param waited how long the batch has waited so far, which grows
 */
export type Upload = (batch: Ready[], waited: Waited) => Promise<UploadId[]>;

/** What became of one of them. */
export type Report = (one: Ready, outcome: UploadId | Failure) => void;

interface DeliverySettings {
	/** Whether what nobody can tell the outcome of is sent again. */
	again: boolean;
	/** Whether nothing of a batch may be sent any more; it is then not reported, unless it is in doubt. */
	over?: (batch: Ready[]) => boolean;
}

/** What is known of a batch, and of what it was divided into. */
interface Past {
	waited: Waited;
	/** Whether it may have been carried out by an earlier request. */
	doubtful: boolean;
	/** Whether one may be left out: one after the other would send a batch of bad ones far too often. */
	mayLeaveOut: boolean;
}

/**
 * Delivers batches that CallGear takes whole or not at all. When it refuses one for something in it, what it points at is left out and the
 * rest is sent again; when it points at none, each half is sent by itself. Nothing that was accepted is ever sent again, and nothing whose
 * outcome is unknown unless that is wanted; then it stays in doubt until it is accepted.
 */
export class Delivery {
	/** The smallest number that was too many for one request; never so small that half of it would be none. */
	private tooMany = Infinity;

	constructor(
		private readonly kind: Pick<Kind, 'one' | 'list'>,
		private readonly upload: Upload,
		private readonly report: Report,
		private readonly settings: DeliverySettings = { again: false },
	) {}

	/** Delivers one batch and reports each of it once, unless it is all over. Does not throw. */
	async send(batch: Ready[]): Promise<void> {
		await this.attempt(batch, { waited: { ms: 0 }, doubtful: false, mayLeaveOut: true });
	}

	private async attempt(batch: Ready[], past: Past): Promise<void> {
		if (this.settings.over?.(batch))
			return past.doubtful ? this.all(batch, leftInDoubt(this.kind)) : undefined;
		if (batch.length >= this.tooMany) return await this.halve(batch, past);
		const answer = await this.upload(batch, past.waited).catch(uncertain);
		if (Array.isArray(answer)) return batch.forEach((one, index) => this.report(one, answer[index]));
		const failure = past.doubtful ? answer.with({ delivery: 'uncertain' }) : answer;
		const doubtful = failure.facts.delivery === 'uncertain';
		if (!(failure instanceof Refusal) || (doubtful && !this.settings.again)) return this.all(batch, failure);
		if (batch.length === 1) return this.refuse(batch[0], failure);
		const { list } = this.kind;
		if (isTooMany(batch, failure, list)) this.tooMany = batch.length;
		const bad = past.mayLeaveOut ? badOne(batch, failure.target, list) : undefined;
		if (!bad) return await this.halve(batch, { ...past, doubtful });
		this.refuse(bad, failure);
		const rest = batch.filter((one) => one !== bad);
		await this.attempt(rest, { ...past, doubtful, mayLeaveOut: false });
	}

	private all(batch: Ready[], failure: Failure): void {
		for (const one of batch) this.report(one, failure);
	}

	private refuse(one: Ready, refusal: Refusal): void {
		this.report(one, refusal.at(one.labelOf(refusal.target)));
	}

	private async halve(batch: Ready[], past: Past): Promise<void> {
		const middle = Math.ceil(batch.length / 2);
		await this.attempt(batch.slice(0, middle), { ...past, mayLeaveOut: true });
		await this.attempt(batch.slice(middle), { ...past, mayLeaveOut: true });
	}
}

/** Of an error that nobody has foreseen, it is not known whether it came before or after the request had left. */
const uncertain = (caught: unknown) => asFailure(caught, 'uncertain');

function leftInDoubt({ one }: Pick<Kind, 'one'>): Failure {
	return new Failure({
		message: `An earlier try to upload this ${one} got no answer`,
		remedy: 'Another try was not made.',
		delivery: 'uncertain',
		vendor: VENDOR,
	});
}

/** Today's page says 50, older ones 500: only above 50 can the number alone be the reason. */
const ALWAYS_TAKEN = 50;

function isTooMany(batch: Ready[], { target: { field } }: Refusal, list: string): boolean {
	return batch.length > ALWAYS_TAKEN && (field === list || field === `params.${list}`);
}

/**
 * What a refusal is about: the only one that holds the named value at the named place. How CallGear writes positions is not documented, so a
 * position counts only when the one there holds the value.
 */
function badOne(batch: Ready[], { field, value }: Target, list: string): Ready | undefined {
	if (value === undefined || value === null) return undefined;
	const path = placeIn(list, field);
	if (!path) return undefined;
	const holders = batch.filter(({ body }) => valuesAt(body, path).some((held) => isEqual(held, value)));
	const named = batch[positionIn(field) ?? -1];
	if (named && holders.includes(named)) return named;
	return holders.length === 1 ? holders[0] : undefined;
}

function valuesAt(value: unknown, path: string[]): unknown[] {
	if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, path));
	if (path.length === 0) return [value];
	if (typeof value !== 'object' || value === null) return [];
	const [member, ...inner] = path;
	return Object.hasOwn(value, member) ? valuesAt((value as Record<string, unknown>)[member], inner) : [];
}

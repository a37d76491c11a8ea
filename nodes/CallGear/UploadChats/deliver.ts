import { isEqual } from 'lodash';

import type { Waited } from '../../engine/brake';
import { asFailure, Failure } from '../../engine/errors';
import { Refusal, type Target, VENDOR } from '../answers';
import { placeInChat, positionOfChat } from '../refusalPath';
import type { ReadyChat } from './batches';

/** CallGear's number of a chat, as text where a number would not hold it exactly. */
export type ChatId = number | string;

/**
 * Sends chats in one request; gives their ids in order. Throws the `Refusal` of them all when another choice of chats could avoid it.
 *
 * @param waited how long these chats have waited so far, which grows
 */
export type Upload = (batch: ReadyChat[], waited: Waited) => Promise<ChatId[]>;

/** What became of one chat. */
export type Report = (chat: ReadyChat, outcome: ChatId | Failure) => void;

interface DeliverySettings {
	/** Whether chats of which nobody can tell what became are sent again. */
	again: boolean;
	/** Whether nothing of a batch may be sent any more; its chats are then not reported, unless they are in doubt. */
	over?: (batch: ReadyChat[]) => boolean;
}

/** What is known of the chats of a batch, and of what it was divided into. */
interface Past {
	waited: Waited;
	/** Whether they may have been carried out by an earlier request. */
	doubtful: boolean;
	/** Whether one may be left out: one after the other would send a batch of bad ones far too often. */
	mayLeaveOut: boolean;
}

/**
 * Delivers batches that CallGear takes whole or not at all. When it refuses one for something in it, the chat it points at is left out and the
 * rest is sent again; when it points at none, each half is sent by itself. Nothing that was accepted is ever sent again, and nothing whose
 * outcome is unknown unless that is wanted; then it stays in doubt until it is accepted.
 */
export class Delivery {
	/** The smallest number of chats that was too many for one request. */
	private tooMany = Infinity;

	constructor(
		private readonly upload: Upload,
		private readonly report: Report,
		private readonly settings: DeliverySettings = { again: false },
	) {}

	/** Delivers one batch and reports every chat of it once, unless it is all over. Does not throw. */
	async send(batch: ReadyChat[]): Promise<void> {
		await this.attempt(batch, { waited: { ms: 0 }, doubtful: false, mayLeaveOut: true });
	}

	private async attempt(batch: ReadyChat[], past: Past): Promise<void> {
		if (this.settings.over?.(batch)) return past.doubtful ? this.all(batch, leftInDoubt()) : undefined;
		if (batch.length >= this.tooMany && batch.length > 1) return await this.halve(batch, past);
		const answer = await this.upload(batch, past.waited).catch(uncertain);
		if (Array.isArray(answer)) return batch.forEach((chat, index) => this.report(chat, answer[index]));
		const failure = past.doubtful ? answer.with({ delivery: 'uncertain' }) : answer;
		const doubtful = failure.facts.delivery === 'uncertain';
		if (!(failure instanceof Refusal) || (doubtful && !this.settings.again)) return this.all(batch, failure);
		if (batch.length === 1) return this.refuse(batch[0], failure);
		if (isTooMany(batch, failure)) this.tooMany = batch.length;
		const bad = past.mayLeaveOut ? badChat(batch, failure.target) : undefined;
		if (!bad) return await this.halve(batch, { ...past, doubtful });
		this.refuse(bad, failure);
		const rest = batch.filter((chat) => chat !== bad);
		await this.attempt(rest, { ...past, doubtful, mayLeaveOut: false });
	}

	private all(batch: ReadyChat[], failure: Failure): void {
		for (const chat of batch) this.report(chat, failure);
	}

	private refuse(chat: ReadyChat, refusal: Refusal): void {
		this.report(chat, refusal.at(chat.labelOf(refusal.target)));
	}

	private async halve(batch: ReadyChat[], past: Past): Promise<void> {
		const middle = Math.ceil(batch.length / 2);
		await this.attempt(batch.slice(0, middle), { ...past, mayLeaveOut: true });
		await this.attempt(batch.slice(middle), { ...past, mayLeaveOut: true });
	}
}

/** Of an error that nobody has foreseen, it is not known whether it came before or after the request had left. */
const uncertain = (caught: unknown) => asFailure(caught, 'uncertain');

function leftInDoubt(): Failure {
	return new Failure({
		message: 'An earlier try to upload this chat got no answer',
		remedy: 'Another try was not made.',
		delivery: 'uncertain',
		vendor: VENDOR,
	});
}

/** Today's page says 50, older ones 500: only above 50 can the number alone be the reason. */
const ALWAYS_TAKEN = 50;

function isTooMany(batch: ReadyChat[], { target: { field } }: Refusal): boolean {
	return batch.length > ALWAYS_TAKEN && (field === 'chats' || field === 'params.chats');
}

/**
 * The chat that a refusal is about: the only one that holds the named value at the named place. How CallGear writes positions is not
 * documented, so a position counts only when the chat there holds the value.
 */
function badChat(batch: ReadyChat[], { field, value }: Target): ReadyChat | undefined {
	if (value === undefined || value === null) return undefined;
	const path = placeInChat(field);
	if (!path) return undefined;
	const holders = batch.filter(({ chat }) => valuesAt(chat, path).some((held) => isEqual(held, value)));
	const named = batch[positionOfChat(field) ?? -1];
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

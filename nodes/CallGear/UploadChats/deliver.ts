import { isEqual } from 'lodash';

import { asFailure, type Failure } from '../../engine/errors';
import { Refusal, type Target } from '../answers';
import { placeInChat, positionOfChat } from '../refusalPath';
import type { ReadyChat } from './batches';

/** Sends chats in one request; gives their ids in order. Throws the `Refusal` of them all when another choice of chats could avoid it. */
export type Upload = (batch: ReadyChat[]) => Promise<number[]>;

/** What became of one chat. */
export type Report = (chat: ReadyChat, outcome: number | Failure) => void;

/**
 * Delivers batches that CallGear takes whole or not at all. When it refuses one for something in it, the chat it points at is left out and the
 * rest is sent again; when it points at none, each half is sent by itself. Nothing that was accepted, and nothing whose outcome is unknown,
 * is ever sent again.
 */
export class Delivery {
	/** The smallest number of chats that was too many for one request. */
	private tooMany = Infinity;

	/**
	 * @param over whether nothing may be sent any more; the chats that are left are then not reported
	 */
	constructor(
		private readonly upload: Upload,
		private readonly report: Report,
		private readonly over: () => boolean = () => false,
	) {}

	/** Delivers one batch and reports every chat of it once, unless it is all over. Does not throw. */
	async send(batch: ReadyChat[]): Promise<void> {
		await this.attempt(batch, true);
	}

	private async attempt(batch: ReadyChat[], mayLeaveOut: boolean): Promise<void> {
		if (this.over()) return;
		if (batch.length >= this.tooMany && batch.length > 1) return await this.halve(batch);
		const answer = await this.upload(batch).catch(asFailure);
		if (Array.isArray(answer)) return batch.forEach((chat, index) => this.report(chat, answer[index]));
		if (!(answer instanceof Refusal)) return batch.forEach((chat) => this.report(chat, answer));
		if (batch.length === 1) return this.refuse(batch[0], answer);
		if (isTooMany(batch, answer)) this.tooMany = batch.length;
		// Leaving out one chat after the other would send a batch of bad ones far too often
		const bad = mayLeaveOut ? badChat(batch, answer.target) : undefined;
		if (!bad) return await this.halve(batch);
		this.refuse(bad, answer);
		await this.attempt(
			batch.filter((chat) => chat !== bad),
			false,
		);
	}

	private refuse(chat: ReadyChat, refusal: Refusal): void {
		this.report(chat, refusal.at(chat.labelOf(refusal.target)));
	}

	private async halve(batch: ReadyChat[]): Promise<void> {
		const middle = Math.ceil(batch.length / 2);
		await this.attempt(batch.slice(0, middle), true);
		await this.attempt(batch.slice(middle), true);
	}
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
	return valuesAt((value as Record<string, unknown>)[path[0]], path.slice(1));
}

import { z } from 'zod';

import { fingerprintOf } from '../engine/fingerprint';
import { Memory } from '../engine/memory';
import { baseUrlOf, tenantOf } from './account';
import type { Installation } from './api';
import { plainText } from './plainText';
import type { StoredMessage } from './storedMessage';

/** A webhook may come before the answer to the post that caused it, and long after it when SuperOffice tries again. */
const KEPT = { entries: 10_000, ms: 3_600_000 };

/** The posts of this process: those whose number is known, and those that are under way, by what they say. */
const numbers = new Memory<true>(KEPT);
const contents = new Memory<true>(KEPT);

/** What tells a message from others before it has a number. */
interface Content {
	ChatSessionId: number;
	Type: string;
	Message: string;
}

const placeOf = ({ place, credentials }: Installation) =>
	place === 'onsite' ? baseUrlOf(credentials) : tenantOf(credentials);

const contentOf = (installation: Installation, { ChatSessionId, Type, Message }: Content) =>
	fingerprintOf([placeOf(installation), ChatSessionId, Type, plainText(Message)]);

const posted = z.object({ ChatMessageId: z.number() });

/**
 * Posts a message, so that a trigger in this process knows it as its own, whichever comes first: the answer or the webhook.
 *
 * @param post sends it and gives the message as SuperOffice keeps it
 * @throws what the post throws
 */
export async function ownPost<T>(
	installation: Installation,
	message: Content,
	post: () => Promise<T>,
): Promise<T> {
	const content = contentOf(installation, message);
	contents.set(content, true);
	const answer = await post();
	const { data } = posted.safeParse(answer);
	if (data) {
		numbers.set(`${placeOf(installation)} ${data.ChatMessageId}`, true);
		contents.delete(content);
	}
	return answer;
}

/** Whether a message was posted by one of our nodes in this process. */
export function isOwnPost(
	installation: Installation,
	chatSessionId: number,
	{ ChatMessageId, Type, Message }: StoredMessage,
): boolean {
	if (numbers.get(`${placeOf(installation)} ${ChatMessageId}`)) return true;
	const content = { ChatSessionId: chatSessionId, Type: Type ?? '', Message: Message ?? '' };
	return contents.get(contentOf(installation, content)) ?? false;
}

import type { Failure } from '../engine/errors';
import { unknownUser } from './answers';

/** How a user is registered whom Haptik does not know. */
export interface Registration {
	authId: string;
	/** Left out when the user does not want that. */
	register?: () => Promise<void>;
}

/**
 * Sends something in the name of a user; where Haptik does not know the user, registers the user and sends once more.
 *
 * @param send gives undefined when Haptik does not know the user
 * @throws Failure when the user stays unknown, or what `send` and `register` throw
 */
export async function sendAsUser<T>(
	send: () => Promise<T | undefined>,
	{ authId, register }: Registration,
): Promise<T> {
	const first = await send();
	if (first !== undefined) return first;
	if (!register) throw notRegistered(authId);
	await register();
	const second = await send();
	if (second === undefined) throw stillUnknown(authId);
	return second;
}

function notRegistered(authId: string): Failure {
	return unknownUser(
		authId,
		'Turn on "Register User When Unknown", or check "Auth ID": it has to be written as it was registered.',
	);
}

function stillUnknown(authId: string): Failure {
	return unknownUser(
		authId,
		'It was registered a moment ago, without effect. Check that "Auth ID" holds only letters, digits and underscores.',
	);
}

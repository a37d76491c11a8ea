import { Failure } from '../../nodes/engine/errors';
import { given } from '../../nodes/engine/given';

/** A limiter's bounds where the user has set a number. */
export const FIXED = { start: Infinity, most: Infinity, adapts: false };

/** What a vendor says that wants fewer requests. @param repeatAfterMs for how long it wants none, where it says so */
export const tooMany = (repeatAfterMs?: number, httpStatus = 429) =>
	new Failure({
		message: 'too many',
		remedy: '',
		delivery: 'refused',
		repeatable: true,
		httpStatus,
		...given({ repeatAfterMs }),
	});

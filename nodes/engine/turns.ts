/** One after the other, in all executions of the process. */

const last = new Map<string, Promise<unknown>>();

/** Does the work when all earlier work under the same key is done, well or not. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const own = (last.get(key) ?? Promise.resolve()).then(work);
	const done = own.catch(() => undefined);
	last.set(key, done);
	try {
		return await own;
	} finally {
		if (last.get(key) === done) last.delete(key);
	}
}

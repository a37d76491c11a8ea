/** What all items of one execution share. */

const executions = new WeakMap<object, Map<string, unknown>>();

/**
 * Gives back what `make` made the first time in this execution of the node: for what all items share, such as a
 * session or an account's time zone. A promise that fails is forgotten, so that a later item can try again.
 *
 * @param context the node's execution context; it lives as long as one execution of the node
 * @param key what is remembered, unique within the node
 */
export function oncePerExecution<T>(context: object, key: string, make: () => T): T {
	const memory = executions.get(context) ?? new Map<string, unknown>();
	executions.set(context, memory);
	if (!memory.has(key)) {
		const made = make();
		memory.set(key, made);
		if (made instanceof Promise) made.catch(() => memory.delete(key));
	}
	return memory.get(key) as T;
}

/** Forgets what was remembered under a key, e.g. a session that the vendor no longer takes. */
export function forget(context: object, key: string): void {
	executions.get(context)?.delete(key);
}

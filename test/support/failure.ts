import { Failure, type FailureFacts } from '../../nodes/engine/errors';

/** The facts of the `Failure` that `work` throws. @throws whatever else it throws, and an Error when it throws nothing */
export function failureOf(work: () => unknown): FailureFacts {
	let given: unknown;
	try {
		given = work();
	} catch (caught) {
		if (caught instanceof Failure) return caught.facts;
		throw caught;
	}
	throw new Error(`No failure but ${String(given)}`);
}

/** The facts of the `Failure` that a promise is rejected with. @throws whatever else it is rejected with, and an Error when it is not */
export async function rejectionOf(work: Promise<unknown>): Promise<FailureFacts> {
	const settled = await work.then(
		(given) => () => given,
		(caught: unknown) => () => {
			throw caught;
		},
	);
	return failureOf(settled);
}

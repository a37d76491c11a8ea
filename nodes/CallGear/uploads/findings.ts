import { asFailure, Failure } from '../../engine/errors';
import { told } from './report';

/** A chat in which several things are wrong. */
export class Flawed extends Failure {
	/** @param failures at least one */
	constructor(readonly failures: Failure[]) {
		const [{ facts }, ...others] = failures;
		const more = others.length === 1 ? 'another problem' : `${others.length} other problems`;
		super({ ...facts, message: `${facts.message}, and ${more}`, remedy: told(failures).join(' ') });
	}
}

/** What is wrong with a chat: all of it, not only what is met first. */
export class Findings {
	private readonly failures: Failure[];

	private readonly names = new Set<string>();

	/** @param known what was found before */
	constructor(...known: Array<Failure | undefined>) {
		this.failures = known.filter((failure) => failure !== undefined);
	}

	/**
	 * Reads something of the chat.
	 *
	 * @param name what it is
	 * @param item the input item that it stands in
	 * @returns undefined where it cannot be used
	 */
	of<T>(name: string, read: () => T, item?: number): T | undefined {
		try {
			return read();
		} catch (caught) {
			this.names.add(name);
			const failure = asFailure(caught);
			this.failures.push(...(failure instanceof Flawed ? failure.failures : [at(failure, item)]));
			return undefined;
		}
	}

	/** Whether something of these names cannot be used. */
	has(...names: string[]): boolean {
		return names.some((name) => this.names.has(name));
	}

	/** @throws Failure with all that was found, if anything was */
	raise(): void {
		const [first, ...others] = this.failures;
		if (others.length > 0) throw new Flawed(this.failures);
		if (first) throw first;
	}
}

function at(failure: Failure, item: number | undefined): Failure {
	return item === undefined || failure.facts.item !== undefined ? failure : failure.with({ item });
}

/** The single things that are wrong, where several are told as one. */
export function singly(failure: Failure): Failure[] {
	return failure instanceof Flawed ? failure.failures : [failure];
}

import type { Sandbox } from '../../../sandbox';
import type { Prepared } from '../prepared';

/** A mistake that is likely, made on purpose: its text and picture stand on the page of errors. */
export interface Mistake {
	/** Its heading on the page. */
	title: string;
	step: Prepared;
	/** Type of the credential. */
	credential: string;
	/** Values of the credential that are wrong. */
	wrong?: Record<string, unknown>;
	/** What is special at the vendors. */
	world?(vendors: Sandbox['vendors']): void;
}

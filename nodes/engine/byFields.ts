/** What a webhook's description takes from the node's fields, so that n8n can work it out without its expression engine. */

import { mapValues } from 'lodash';
import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

/** One entry of the description, said twice: both give the same. */
export interface ByFields {
	/** As an expression: for the editor, for older versions of n8n, and where a field of the node holds an expression itself. */
	template: string;
	/** The same from the fields as they stand. */
	resolve: (parameters: INodeParameters) => NodeParameterValueType | undefined;
}

/** Where n8n 2.41 looks for `resolve`; older versions look at no such key. */
const RESOLVERS = Symbol.for('n8n.webhookDescriptionResolvers');

/**
 * Entries of a webhook's description. n8n works them out anew for each call, and its expression engine runs each in an isolate, which takes longer than
 * all that a trigger itself does.
 */
export function byFields<Name extends string>(entries: Record<Name, ByFields>): Record<Name, string> {
	return { ...mapValues(entries, ({ template }) => template), [RESOLVERS]: entries };
}

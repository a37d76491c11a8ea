/** The option that adds the vendor's whole answer to the output. */

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Fields } from './fields';

/** The option of nodes whose output is a choice of what the vendor has answered. */
export const rawAnswerField: INodeProperties = {
	displayName: 'Include Raw Answer',
	name: 'includeRawAnswer',
	type: 'boolean',
	default: false,
	description:
		"Whether to add the vendor's whole answer to the output, under the key answer, beside the values that the node picks out of it",
};

/** Gives an output item with the answer in it. */
export type AddAnswer = (json: IDataObject, answer: unknown) => IDataObject;

/**
 * Reads the option; to be done before anything is sent.
 *
 * @returns puts the answer into an output item where that is wanted
 * @throws Failure when the option holds something else than a switch
 */
export function readRawAnswer(fields: Fields): AddAnswer {
	const wanted = fields.collection('options').flag('includeRawAnswer') ?? false;
	return (json, answer) => (wanted ? { ...json, answer: (answer ?? null) as IDataObject } : json);
}

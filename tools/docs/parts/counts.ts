import type { INodeProperties } from 'n8n-workflow';
import { uniq } from 'lodash';

import { faultNames } from '../../../testkit/faults';
import { everyField, isFilledIn } from '../../../testkit/everyField';
import { inWords } from '../words';
import type { Material } from '../material';

type Count = (material: Material) => number;

/** All fields that a user fills in, in all nodes, those inside collections too, by their paths. */
function fieldsOf({ nodes }: Material): Array<[path: string, field: INodeProperties]> {
	return [...nodes.values()].flatMap(({ description }) =>
		everyField(description.properties).filter(([, field]) => isFilledIn(field)),
	);
}

function countFields(suits: (field: INodeProperties, path: string) => boolean): Count {
	return (material) => fieldsOf(material).filter(([path, field]) => suits(field, path)).length;
}

const isSimple = ({ type }: INodeProperties) => type !== 'collection';
const isTyped = ({ type, typeOptions }: INodeProperties) =>
	(type === 'string' || type === 'json') && !typeOptions?.password;
/** For a thing at the vendor; a column of the input is picked too. */
const isLocator = ({ type, requiresDataPath }: INodeProperties) =>
	type === 'resourceLocator' && requiresDataPath === undefined;
const isPicked = (field: INodeProperties) =>
	isLocator(field) && (field.modes ?? []).some(({ type }) => type === 'list');
const listsOf = ({ modes = [] }: INodeProperties) =>
	modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
const isChecked = (field: INodeProperties) =>
	isLocator(field) &&
	(field.modes ?? []).every((mode) => mode.type === 'list' || (mode.validation ?? []).length > 0);

/** A field for an ID that is typed. A column of a table is asked for by its name. */
const isTypedId = ({ type, displayName }: INodeProperties, path: string) =>
	(type === 'string' || type === 'number') &&
	(/Id$|Identifier$/.test(path) || /\b(ID|Identifier)s?$/.test(displayName));

/** What is counted in the pages, by the words of their marks. */
const counts: Record<string, Count> = {
	nodes: ({ nodes }) => nodes.size,
	faults: () => faultNames.length,
	fields: countFields(isSimple),
	'described fields': countFields((field) => isSimple(field) && (field.description ?? '') !== ''),
	texts: countFields(isTyped),
	'texts with an example': countFields(
		(field) => isTyped(field) && (field.placeholder ?? '').startsWith('e.g. '),
	),
	locators: countFields(isLocator),
	'pick lists': countFields(isPicked),
	'checked locators': countFields(isChecked),
	lists: (material) =>
		uniq(fieldsOf(material).flatMap(([, field]) => (isLocator(field) ? listsOf(field) : []))).length,
	'typed ids': countFields(isTypedId),
	'output fields': ({ operations }) => Math.max(...operations.map(({ output }) => output.keys.length)),
	// A test keeps its headings of the third level equal to the mistakes that are made in the editor
	mistakes: ({ pages }) => (pages.get('docs/errors.md') ?? '').match(/^### /gm)?.length ?? 0,
};

/** A count in digits. @throws Error when nothing is counted by this name */
export function countOf(what: string, material: Material): string {
	return String(numberOf(what, material));
}

/** The same as prose has it. @throws Error when nothing is counted by this name */
export function countInWords(what: string, material: Material): string {
	return inWords(numberOf(what, material));
}

function numberOf(what: string, material: Material): number {
	if (!Object.hasOwn(counts, what))
		throw new Error(`Nothing is counted as "${what}", only ${Object.keys(counts).join(', ')}`);
	return counts[what](material);
}

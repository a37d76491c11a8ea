import { cloneDeep, set } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { VendorName } from '../../sandbox';
import { described } from '../../testkit/contracts';
import { type Fate, IDENTIFIER } from '../../testkit/fates';
import { fateOf } from './fates';
import { type Field, fieldsOf, filled, isShown } from './fields';
import { type NodeWay, waysOf } from './ways';

/** Where a value goes: into a field of the node, or into one of the item that the node reads by its own name. */
export interface Place {
	title: string;
	way: NodeWay;
	/** As an error names it. */
	label: string;
	fate?: Fate;
	parameters: INodeParameters;
	put: (json: IDataObject, value: unknown) => IDataObject;
}

/** Every place of a vendor's nodes: each field in the first way that shows it. */
export function placesOf(vendor: VendorName): Place[] {
	const ways = waysOf(vendor);
	const nodes = [...new Set(ways.map(nodeOf))];
	const fields = nodes.flatMap((node) => fieldsOf(node).map((field) => fieldPlace(ways, node, field)));
	return [...fields, ...ways.flatMap(itemPlaces)];
}

const nodeOf = ({ entry }: NodeWay) => described(entry).node;

function fieldPlace(ways: NodeWay[], node: string, field: Field): Place {
	const title = `${node}: ${field.label}`;
	const way = ways.find((each) => nodeOf(each) === node && isShown(node, each.parameters, field));
	if (!way) throw new Error(`No way of the tests shows ${title}: add one to its contract`);
	return {
		title,
		way,
		label: field.label,
		fate: fateOf(node, field.path.join('.')) ?? (isFreeText(field) ? undefined : IDENTIFIER),
		parameters: filled(oneTry(way), field, '={{ $json.hostile }}'),
		put: (json, value) => ({ ...json, hostile: value as never }),
	};
}

/** What else can be in a field is one of few values, or the ID of something. */
const isFreeText = ({ property: { type } }: Field) => ['string', 'json'].includes(type);

function itemPlaces(way: NodeWay): Place[] {
	return Object.entries(way.inItem ?? {}).map(([path, label]) => ({
		title: `${nodeOf(way)}: ${label}`,
		way,
		label,
		fate: fateOf(nodeOf(way), `item.${path}`),
		parameters: oneTry(way),
		put: (json, value) => set(cloneDeep(json), path, value),
	}));
}

/** Once is enough to see what becomes of a value. */
function oneTry({ parameters }: NodeWay): INodeParameters {
	return { ...parameters, options: { ...(parameters.options as INodeParameters), maxTries: 1 } };
}

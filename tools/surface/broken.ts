import { difference, isEqual } from 'lodash';

import type { Field, Fields, NodeSurface, Surface } from './surface';

const shown = (value: unknown) => JSON.stringify(value);

/** What a saved value of a field would no longer mean. Where one field is described several times, each description has to have one that goes on with it. */
function brokenField(place: string, before: Field[], now: Field[] | undefined): string[] {
	if (!now) return [`${place} is gone`];
	return before.flatMap((field) => {
		const sameType = now.filter(({ type }) => type === field.type);
		if (sameType.length === 0) return [`${place} is no longer of type ${field.type}`];
		const sameDefault = sameType.filter((other) => isEqual(other.default, field.default));
		if (sameDefault.length === 0) {
			return [
				`${place} starts from ${sameType.map((other) => shown(other.default)).join(' or ')} instead of ${shown(field.default)}`,
			];
		}
		const [lost] = sameDefault
			.map(({ values = [] }) => difference(field.values ?? [], values))
			.sort((a, b) => a.length - b.length);
		return lost.map((value) => `${place} no longer takes ${shown(value)}`);
	});
}

function brokenFields(place: string, before: Fields, now: Fields): string[] {
	return Object.entries(before).flatMap(([path, field]) =>
		brokenField(`${place}: field ${path}`, field, now[path]),
	);
}

function brokenNode(name: string, before: NodeSurface, now: NodeSurface | undefined): string[] {
	if (!now) return [`${name}: the node is gone`];
	const keys = Object.entries(before.keys).flatMap(([way, saved]) => {
		const given = now.keys[way];
		if (!given) return [`${name}: it is no longer tried "${way}"`];
		return difference(saved, given).map((key) => `${name}, ${way}: the output has no ${key}`);
	});
	return [
		...difference(before.versions, now.versions).map((version) => `${name}: version ${version} is gone`),
		...difference(before.credentials, now.credentials).map((type) => `${name}: it no longer takes ${type}`),
		...(before.outputs === now.outputs
			? []
			: [`${name}: it has ${now.outputs} outputs instead of ${before.outputs}`]),
		...brokenFields(name, before.fields, now.fields),
		...keys,
	];
}

/** What users have saved and would find broken, one sentence each. What is new breaks nothing. */
export function broken(before: Surface, now: Surface): string[] {
	const credentials = Object.entries(before.credentials).flatMap(([name, fields]) => {
		const kept = now.credentials[name];
		return kept ? brokenFields(name, fields, kept) : [`${name}: the credential is gone`];
	});
	const nodes = Object.entries(before.nodes).flatMap(([name, node]) =>
		brokenNode(name, node, now.nodes[name]),
	);
	return [...nodes, ...credentials];
}

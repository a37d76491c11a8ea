import type { FastifyRequest } from 'fastify';

import { translated } from './entity';
import { refuse } from './refusals';
import type { SuperOfficeWorld } from './world';

/** The lists that this sandbox knows; the topics begin with an entry for all of them. https://docs.superoffice.com/en/api/mdo-providers/reference/chatchannel */
const lists = ({ state }: SuperOfficeWorld): Record<string, Array<{ id: number; name: string }>> => ({
	chatchannel: [{ id: 0, name: 'NO:"Alle";US:"All"' }, ...state.topics],
});

/** `GET MDOList/{name}`: what drop-downs offer. https://docs.superoffice.com/en/api/reference/restful/rest/MDOList */
export function answerMdoList({ params, headers }: FastifyRequest, world: SuperOfficeWorld) {
	const known = lists(world);
	const name = (params as { name: string }).name.toLowerCase();
	const list = Object.hasOwn(known, name) ? known[name] : undefined;
	if (!list) return refuse(404, 'SoNotFoundException', `The list '${name}' was not found.`);
	return list.map(({ id, name: text }, rank) => {
		const shown = translated(text, headers);
		return {
			Id: id,
			Name: shown,
			ToolTip: '',
			Deleted: false,
			Rank: rank,
			Type: 'chatchannel',
			ColorBlock: 0,
			IconHint: '',
			ExtraInfo: '',
			StyleHint: '',
			FullName: shown,
			ChildItems: [],
			TableRight: null,
			FieldProperties: {},
		};
	});
}

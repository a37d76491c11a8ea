import type { NodeContract, Variant, VariantOf } from '../../../testkit/contract';
import { knowledgeOf, type SuperOffice } from './support';

const NO_SESSION = 'A login onsite is good or bad for good';

/** What is the same however a node signs in. */
export type Work = (superOffice: () => SuperOffice) => Omit<Variant, 'credentials' | 'secrets'>;

/** A node with the two ways of signing in that differ for faults: a login onsite, and a system user with its session. */
export function signIns(work: Work): Array<VariantOf<'superOffice'>> {
	const exceptions = {
		'401 once': { report: 'not delivered', because: NO_SESSION },
		'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
	} satisfies NodeContract['exceptions'];
	return [
		(superOffice) => {
			const { typed, secrets } = knowledgeOf(superOffice);
			const { parameters, ...rest } = work(superOffice);
			return {
				...rest,
				variant: 'onsite',
				credentials: () => ({ superOfficeApi: typed.onsite() }),
				parameters: { ...parameters, authentication: 'onsite' },
				secrets,
				exceptions: { ...exceptions, ...rest.exceptions },
			};
		},
		(superOffice) => {
			const { typed, secrets } = knowledgeOf(superOffice);
			const { parameters, ...rest } = work(superOffice);
			return {
				...rest,
				variant: 'online',
				credentials: () => ({ superOfficeSystemUserApi: typed.systemUser() }),
				parameters: { ...parameters, authentication: 'systemUser' },
				secrets,
				steps: {
					'finding the tenant': { method: 'GET', path: /^\/api\/state\// },
					'sign-in': { method: 'POST', path: /\/PartnerSystemUser\/Authenticate$/ },
				},
				expire: () => superOffice().state.tickets.clear(),
			};
		},
	];
}

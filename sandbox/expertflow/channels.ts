import type { FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import type { ExpertflowWorld } from './world';

function serviceIdentifierOf({ params }: FastifyRequest): string {
	return (params as { serviceIdentifier: string }).serviceIdentifier;
}

/**
 * `GET /ccm/channel-connectors/configurations/{serviceIdentifier}`: the values an admin gave to the connector.
 * https://docs.expertflow.com/cx/4.9/channel-connector-configuration
 */
export function connectorConfigurations(request: FastifyRequest, { settings }: ExpertflowWorld) {
	if (!settings.serviceIdentifiers.includes(serviceIdentifierOf(request))) {
		throw new Answer(settings.unknownConfigurationStatus, { message: 'NOT_FOUND' });
	}
	return settings.configurations;
}

/** `GET /ccm/channels/service-identifier/{serviceIdentifier}`: open to everyone, also where the gateway asks for tokens. */
export function channelByServiceIdentifier(request: FastifyRequest, { settings }: ExpertflowWorld) {
	const serviceIdentifier = serviceIdentifierOf(request);
	if (!settings.serviceIdentifiers.includes(serviceIdentifier)) {
		throw new Answer(settings.unknownConfigurationStatus, { message: 'NOT_FOUND' });
	}
	return { serviceIdentifier, channelMode: 'HYBRID' };
}

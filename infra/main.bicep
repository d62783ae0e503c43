// What Quarterdeck needs in Azure, in a resource group of its own: one identity, one storage account, one web app, one bot,
// one log, alerts. There is no secret anywhere: the identity is the bot's, and the storage account takes no keys.
targetScope = 'subscription'

@description('Names everything: 3 to 15 small letters and digits, e.g. "quarterdeck".')
@minLength(3)
@maxLength(15)
param name string

@description('Region of everything but the bot, which is global.')
param location string

@description('How many machines run the service side by side. Two outlive a restart of one.')
@minValue(1)
@maxValue(10)
param instances int = 1

@description('Size of the App Service plan. Always on needs B1 or larger.')
param planSku string = 'B1'

@description('The Node line of App Service, as "az webapp list-runtimes --os linux" offers it: a current LTS.')
param nodeVersion string = '24-lts'

@description('How the store is copied. ZRS keeps it through the loss of one data centre; not every region has it.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Days that the logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('E-mail address that alerts go to; empty: no alerts are made.')
param alertsTo string = ''

@description('Entra object id of one person who may read and write the tables from the command line; empty: nobody.')
param administrator string = ''

var tags = { 'azd-env-name': name }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${name}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: name, location: location, tags: tags }
}

module logs 'modules/logs.bicep' = {
  name: 'logs'
  scope: group
  params: { name: name, location: location, tags: tags, retentionDays: logRetentionDays }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    sku: storageSku
    botPrincipalId: identity.outputs.principalId
    administrator: administrator
  }
}

module web 'modules/web.bicep' = {
  name: 'web'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    instances: instances
    planSku: planSku
    nodeVersion: nodeVersion
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
    tableEndpoint: storage.outputs.tableEndpoint
    workspaceId: logs.outputs.id
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  scope: group
  params: {
    name: name
    tags: tags
    domain: web.outputs.domain
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(alertsTo)) {
  name: 'alerts'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    alertsTo: alertsTo
    webAppId: web.outputs.id
    workspaceId: logs.outputs.id
  }
}

@description('For "npm run package -- --bot-id".')
output BOT_ID string = identity.outputs.clientId

@description('For "npm run package -- --domain".')
output DOMAIN string = web.outputs.domain

@description('For "az webapp deploy --name".')
output WEB_APP string = web.outputs.name

@description('For QUARTERDECK_TABLE_ENDPOINT, where the command line runs.')
output TABLE_ENDPOINT string = storage.outputs.tableEndpoint

@description('For MicrosoftAppTenantId, where the command line runs.')
output TENANT_ID string = identity.outputs.tenantId

@description('For "az role assignment create --scope".')
output STORAGE_ID string = storage.outputs.id

@description('For "az webapp deploy --resource-group".')
output RESOURCE_GROUP string = group.name

// The store: tables, for the bot's identity and named people alone.
param name string
param location string
param tags object
param sku string
param botPrincipalId string
param administrator string

var suffix = uniqueString(resourceGroup().id, name)
// Built-in role: Storage Table Data Contributor.
var tableContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
)

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

// Tables cannot be brought back to an earlier moment: what is deleted is gone but for the backups.
resource keep 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep-the-plan'
  scope: storage
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the action plan. Take this lock away only when Quarterdeck is removed for good.'
  }
}

resource botMayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, botPrincipalId, tableContributor)
  scope: storage
  properties: {
    roleDefinitionId: tableContributor
    principalId: botPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource administratorMayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administrator)) {
  name: guid(storage.id, administrator, tableContributor)
  scope: storage
  properties: {
    roleDefinitionId: tableContributor
    principalId: administrator
    principalType: 'User'
  }
}

output id string = storage.id
output tableEndpoint string = storage.properties.primaryEndpoints.table

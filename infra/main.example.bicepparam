using './main.bicep'

param name = 'quarterdeck'
param planSku = 'B1'
param storageSku = 'Standard_ZRS'
param logRetentionDays = 90

console.log('Sections: none yet.');
